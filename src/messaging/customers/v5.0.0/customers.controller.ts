import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED } from '../../../platform/endpoint/pagination.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomersService } from '../customers.service.js';
import { CustomerDto, CustomerListV300Dto, CustomerMinimalListDto } from '../dto/customer.dto.js';
import { toCustomerDto, toCustomerMinimalDto, toCustomerV300Dto } from '../dto/customer.mapper.js';
import { CreateCustomerV500Dto } from './create-customer.dto.js';
import { customerNumberOf, fromCreateCustomerV500Dto } from './create-customer.mapper.js';

@Controller()
export class CustomersV500Controller {
  constructor(
    private readonly customers: CustomersService,
    private readonly lists: CustomerLists,
  ) {}

  @Endpoint({
    version: '5.0.0',
    functionName: 'createCustomer',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers',
    summary: 'Create Customer',
    description: 'Creates a customer of the bank, of whom only a name and a telephone number have to be known.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'idsWellFormed', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateCustomer, ROLES.CanCreateCustomerAtAnyBank],
    request: { type: CreateCustomerV500Dto, name: 'PostCustomerJsonV310' },
    response: { status: 201, type: CustomerDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'InvalidJson', 'IncorrectJsonValue', 'CannotCreateCustomer', 'UserHasMissingRoles'],
  })
  async create(@CurrentActor() actor: Actor, @PathBank() bank: Bank, @ValidBody() body: CreateCustomerV500Dto): Promise<CustomerDto> {
    const customer = fromCreateCustomerV500Dto(bank.bankId, body);
    return toCustomerDto(await this.customers.create(actor, customer, { customerNumber: customerNumberOf(body) }));
  }

  @Endpoint({
    version: '5.0.0',
    functionName: 'getCustomersAtOneBank',
    verb: 'GET',
    path: 'banks/:BANK_ID/customers',
    summary: 'Get Customers at Bank',
    description: 'The customers of the bank, newest first. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetCustomers],
    list: PAGED,
    response: { status: 200, type: CustomerListV300Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidFilter', 'UnknownError'],
  })
  async list(@Param('BANK_ID') bankId: string, @Page() page: PageRequest): Promise<CustomerListV300Dto> {
    const customers = page.of(await this.lists.all(bankId, page));
    return { customers: customers.map(toCustomerV300Dto) };
  }

  @Endpoint({
    version: '5.0.0',
    functionName: 'getCustomersMinimalAtOneBank',
    verb: 'GET',
    path: 'banks/:BANK_ID/customers-minimal',
    summary: 'Get Customers Minimal at Bank',
    description: 'The ids of the customers of the bank, newest first. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetCustomersMinimal],
    list: PAGED,
    response: { status: 200, type: CustomerMinimalListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidFilter', 'UnknownError'],
  })
  async minimal(@Param('BANK_ID') bankId: string, @Page() page: PageRequest): Promise<CustomerMinimalListDto> {
    const customers = page.of(await this.lists.ids(bankId, page));
    return { customers: customers.map(toCustomerMinimalDto) };
  }
}
