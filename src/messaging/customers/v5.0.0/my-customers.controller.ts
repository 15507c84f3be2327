import { Controller } from '@nestjs/common';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomerListV210Dto } from '../dto/customer.dto.js';
import { toCustomerV210Dto } from '../dto/customer.mapper.js';
import { USER_LIST } from '../user-list.js';

@Controller()
export class MyCustomersV500Controller {
  constructor(private readonly lists: CustomerLists) {}

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
    list: USER_LIST,
    response: { status: 200, type: CustomerListV210Dto },
    errors: ['UserNotLoggedIn', 'InvalidFilter', 'UnknownError'],
  })
  async atAnyBank(@CurrentUser() user: PrincipalUser, @Page() page: PageRequest): Promise<CustomerListV210Dto> {
    const customers = page.of(await this.lists.ofUser(user.userId, undefined, page));
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
    list: USER_LIST,
    response: { status: 200, type: CustomerListV210Dto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'InvalidFilter', 'UnknownError'],
  })
  async atBank(@CurrentUser() user: PrincipalUser, @PathBank() bank: Bank, @Page() page: PageRequest): Promise<CustomerListV210Dto> {
    const customers = page.of(await this.lists.ofUser(user.userId, bank.bankId, page));
    return { customers: customers.map(toCustomerV210Dto) };
  }
}
