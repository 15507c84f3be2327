import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE } from '../../../platform/endpoint/pagination.js';
import { CustomerLists } from '../customer-lists.js';
import { CustomersService } from '../customers.service.js';
import { CreateCustomerDto } from '../dto/create-customer.dto.js';
import { fromCreateCustomerDto } from '../dto/create-customer.mapper.js';
import { CustomerDto, CustomerWithAttributesListDto } from '../dto/customer.dto.js';
import { toCustomerDto, toCustomerWithAttributesDto } from '../dto/customer.mapper.js';
import { asksForAttributes } from './attribute-filters.js';

@Controller()
export class CustomersV400Controller {
  constructor(
    private readonly customers: CustomersService,
    private readonly lists: CustomerLists,
  ) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createCustomer',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers',
    summary: 'Create Customer',
    description: 'Creates a customer of the bank. The bank chooses both id and number, which are in the answer.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'idsWellFormed', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateCustomer, ROLES.CanCreateCustomerAtAnyBank],
    request: { type: CreateCustomerDto, name: 'PostCustomerJsonV310' },
    response: { status: 201, type: CustomerDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'InvalidJson', 'IncorrectJsonValue', 'CannotCreateCustomer', 'UserHasMissingRoles'],
  })
  async create(@CurrentActor() actor: Actor, @PathBank() bank: Bank, @ValidBody() body: CreateCustomerDto): Promise<CustomerDto> {
    return toCustomerDto(await this.customers.create(actor, fromCreateCustomerDto(bank.bankId, body)));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getCustomersAtOneBank',
    verb: 'GET',
    path: 'banks/:BANK_ID/customers',
    summary: 'Get Customers at Bank',
    description:
      'The customers of the bank, newest first. Any query parameter that is not listed here and is not one of locale, cache-modifier, ' +
      'spelling and exclude-optional-fields asks for customers with an attribute of that name; customers have no attributes here, so ' +
      'the list is empty then. When there are more than a page the header Link names the next.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomer],
    list: WHOLE,
    response: { status: 200, type: CustomerWithAttributesListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidFilter', 'UnknownError'],
  })
  async list(@PathBank() bank: Bank, @Page() page: PageRequest): Promise<CustomerWithAttributesListDto> {
    const customers = page.of(asksForAttributes(page.query) ? [] : await this.lists.all(bank.bankId, page));
    return { customers: customers.map(toCustomerWithAttributesDto) };
  }
}
