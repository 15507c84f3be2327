import { Controller } from '@nestjs/common';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED } from '../../../platform/endpoint/pagination.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomerListV300Dto, CustomerMinimalListDto } from '../dto/customer.dto.js';
import { toCustomerMinimalDto, toCustomerV300Dto } from '../dto/customer.mapper.js';

@Controller()
export class CustomersAtAnyBankV400Controller {
  constructor(private readonly lists: CustomerLists) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'getCustomersAtAnyBank',
    verb: 'GET',
    path: 'customers',
    summary: 'Get Customers at Any Bank',
    description: 'The customers of all banks, newest first. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetCustomersAtAnyBank],
    list: PAGED,
    response: { status: 200, type: CustomerListV300Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidFilter', 'UnknownError'],
  })
  async list(@Page() page: PageRequest): Promise<CustomerListV300Dto> {
    const customers = page.of(await this.lists.all(undefined, page));
    return { customers: customers.map(toCustomerV300Dto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getCustomersMinimalAtAnyBank',
    verb: 'GET',
    path: 'customers-minimal',
    summary: 'Get Customers Minimal at Any Bank',
    description: 'The ids of the customers of all banks, newest first. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetCustomersMinimalAtAnyBank],
    list: PAGED,
    response: { status: 200, type: CustomerMinimalListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidFilter', 'UnknownError'],
  })
  async minimal(@Page() page: PageRequest): Promise<CustomerMinimalListDto> {
    const customers = page.of(await this.lists.ids(undefined, page));
    return { customers: customers.map(toCustomerMinimalDto) };
  }
}
