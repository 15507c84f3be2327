import { Controller } from '@nestjs/common';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomerWithAttributesListV300Dto } from '../dto/customer.dto.js';
import { toCustomerWithAttributesV300Dto } from '../dto/customer.mapper.js';
import { USER_LIST } from '../user-list.js';

@Controller()
export class CurrentCustomersV300Controller {
  constructor(private readonly lists: CustomerLists) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getCustomersForUser',
    verb: 'GET',
    path: 'users/current/customers',
    summary: 'Get Customers for Current User',
    description:
      'The customers, of all banks, that the user who calls is linked to. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'User'],
    checks: ['authenticated'],
    list: USER_LIST,
    response: { status: 200, type: CustomerWithAttributesListV300Dto },
    errors: ['UserNotLoggedIn', 'InvalidFilter', 'UnknownError'],
  })
  async list(@CurrentUser() user: PrincipalUser, @Page() page: PageRequest): Promise<CustomerWithAttributesListV300Dto> {
    const customers = page.of(await this.lists.ofUser(user.userId, undefined, page));
    return { customers: customers.map(toCustomerWithAttributesV300Dto) };
  }
}
