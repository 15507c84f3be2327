import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { Pagination } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomerListV210Dto } from '../dto/customer.dto.js';
import { toCustomerV210Dto } from '../dto/customer.mapper.js';
import { USER_LIST, USER_LIST_PARAMETERS } from '../user-list.js';

@Controller()
export class MyCustomersV500Controller {
  constructor(
    private readonly lists: CustomerLists,
    private readonly pages: Pagination,
  ) {}

  @Endpoint({
    version: '5.0.0',
    functionName: 'getMyCustomersAtAnyBank',
    verb: 'GET',
    path: 'my/customers',
    summary: 'Get My Customers',
    description:
      'The customers, of all banks, that the user who calls is linked to. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'User'],
    checks: ['authenticated'],
    query: USER_LIST_PARAMETERS,
    response: { status: 200, type: CustomerListV210Dto },
    errors: ['UserNotLoggedIn', ...LIST_ERRORS, 'UnknownError'],
  })
  async atAnyBank(
    @CurrentUser() user: PrincipalUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CustomerListV210Dto> {
    const customers = await this.pages.read(request, reply, USER_LIST, (page) => this.lists.ofUser(user.userId, undefined, page));
    return { customers: customers.map(toCustomerV210Dto) };
  }

  @Endpoint({
    version: '5.0.0',
    functionName: 'getMyCustomersAtBank',
    verb: 'GET',
    path: 'banks/:BANK_ID/my/customers',
    summary: 'Get My Customers at Bank',
    description:
      'The customers of the bank that the user who calls is linked to. When there are more than a page the header Link names the next.',
    tags: ['Customer'],
    checks: ['authenticated', 'bankFound'],
    query: USER_LIST_PARAMETERS,
    response: { status: 200, type: CustomerListV210Dto },
    errors: ['UserNotLoggedIn', 'BankNotFound', ...LIST_ERRORS, 'UnknownError'],
  })
  async atBank(
    @CurrentUser() user: PrincipalUser,
    @PathBank() bank: Bank,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CustomerListV210Dto> {
    const customers = await this.pages.read(request, reply, USER_LIST, (page) => this.lists.ofUser(user.userId, bank.bankId, page));
    return { customers: customers.map(toCustomerV210Dto) };
  }
}
