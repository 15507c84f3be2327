import { Controller } from '@nestjs/common';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { CustomerLists } from '../customer-lists.js';
import { USER_LIST } from '../user-list.js';
import { CustomerIdListDto } from './customer-ids.dto.js';

@Controller()
export class CurrentCustomerIdsV510Controller {
  constructor(private readonly lists: CustomerLists) {}

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
    list: USER_LIST,
    response: { status: 200, type: CustomerIdListDto },
    errors: ['UserNotLoggedIn', 'InvalidFilter', 'UnknownError'],
  })
  async list(@CurrentUser() user: PrincipalUser, @Page() page: PageRequest): Promise<CustomerIdListDto> {
    const customers = page.of(await this.lists.ofUser(user.userId, undefined, page));
    return { customers: customers.map(({ customerId: id }) => ({ id })) };
  }
}
