import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { Pagination } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { CustomerLists } from '../customer-lists.js';
import { USER_LIST, USER_LIST_PARAMETERS } from '../user-list.js';
import { CustomerIdListDto } from './customer-ids.dto.js';

@Controller()
export class CurrentCustomerIdsV510Controller {
  constructor(
    private readonly lists: CustomerLists,
    private readonly pages: Pagination,
  ) {}

  @Endpoint({
    version: '5.1.0',
    functionName: 'getCustomersForUserIdsOnly',
    verb: 'GET',
    path: 'users/current/customers/customer_ids',
    summary: 'Get Customers for Current User (IDs only)',
    description:
      'The ids of the customers, of all banks, that the user who calls is linked to. When there are more than a page the header Link ' +
      'names the next.',
    tags: ['Customer', 'User'],
    checks: ['authenticated'],
    query: USER_LIST_PARAMETERS,
    response: { status: 200, type: CustomerIdListDto },
    errors: ['UserNotLoggedIn', ...LIST_ERRORS, 'UnknownError'],
  })
  async list(
    @CurrentUser() user: PrincipalUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CustomerIdListDto> {
    const customers = await this.pages.read(request, reply, USER_LIST, (page) => this.lists.ofUser(user.userId, undefined, page));
    return { customers: customers.map(({ customerId: id }) => ({ id })) };
  }
}
