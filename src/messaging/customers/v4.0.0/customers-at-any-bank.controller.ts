import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { Pagination, PAGED, pageParameters } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomerListV300Dto, CustomerMinimalListDto } from '../dto/customer.dto.js';
import { toCustomerMinimalDto, toCustomerV300Dto } from '../dto/customer.mapper.js';

@Controller()
export class CustomersAtAnyBankV400Controller {
  constructor(
    private readonly lists: CustomerLists,
    private readonly pages: Pagination,
  ) {}

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
    query: pageParameters(PAGED),
    response: { status: 200, type: CustomerListV300Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', ...LIST_ERRORS, 'UnknownError'],
  })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<CustomerListV300Dto> {
    const customers = await this.pages.read(request, reply, PAGED, (page) => this.lists.all(undefined, page));
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
    query: pageParameters(PAGED),
    response: { status: 200, type: CustomerMinimalListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', ...LIST_ERRORS, 'UnknownError'],
  })
  async minimal(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<CustomerMinimalListDto> {
    const customers = await this.pages.read(request, reply, PAGED, (page) => this.lists.ids(undefined, page));
    return { customers: customers.map(toCustomerMinimalDto) };
  }
}
