import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { CustomersService } from '../customers.service.js';
import { CreateCustomerDto } from '../dto/create-customer.dto.js';
import { fromCreateCustomerDto } from '../dto/create-customer.mapper.js';
import { CustomerDto, CustomerWithAttributesDto } from '../dto/customer.dto.js';
import { toCustomerDto, toCustomerWithAttributesDto } from '../dto/customer.mapper.js';
import { CustomerNumberDto } from './customer-number.dto.js';

@Controller()
export class CustomersV310Controller {
  constructor(private readonly customers: CustomersService) {}

  @Endpoint({
    version: '3.1.0',
    functionName: 'createCustomer',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers',
    summary: 'Create Customer',
    description: 'Creates a customer of the bank. The bank chooses both id and number, which are in the answer.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'rolesHeld', 'bankFound', 'bodyValid'],
    roles: [ROLES.CanCreateCustomer, ROLES.CanCreateCustomerAtAnyBank],
    request: { type: CreateCustomerDto, name: 'PostCustomerJsonV310' },
    response: { status: 201, type: CustomerDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'InvalidJson', 'IncorrectJsonValue', 'CannotCreateCustomer', 'UserHasMissingRoles'],
  })
  async create(@CurrentActor() actor: Actor, @PathBank() bank: Bank, @ValidBody() body: CreateCustomerDto): Promise<CustomerDto> {
    return toCustomerDto(await this.customers.create(actor, fromCreateCustomerDto(bank.bankId, body)));
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'getCustomerByCustomerId',
    verb: 'GET',
    path: 'banks/:BANK_ID/customers/:CUSTOMER_ID',
    summary: 'Get Customer by CUSTOMER_ID',
    description: 'One customer of the bank. Unlike at OBP-API, a customer of another bank is not found.',
    tags: ['Customer', 'KYC'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomer],
    roleRefusal: 'atBank',
    response: { status: 200, type: CustomerWithAttributesDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound', 'UnknownError'],
  })
  async get(@PathBank() bank: Bank, @Param('CUSTOMER_ID') customerId: string): Promise<CustomerWithAttributesDto> {
    return toCustomerWithAttributesDto(await this.customers.get(bank.bankId, customerId));
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'getCustomerByCustomerNumber',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers/customer-number',
    summary: 'Get Customer by CUSTOMER_NUMBER',
    description: 'The customer of the bank who has that number.',
    tags: ['Customer', 'KYC'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanGetCustomer],
    roleRefusal: 'atBank',
    request: { type: CustomerNumberDto, name: 'PostCustomerNumberJsonV310' },
    response: { status: 200, type: CustomerWithAttributesDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'CustomerNumberNotFound', 'UnknownError'],
  })
  async getByNumber(@PathBank() bank: Bank, @ValidBody() body: CustomerNumberDto): Promise<CustomerWithAttributesDto> {
    return toCustomerWithAttributesDto(await this.customers.getByNumber(bank.bankId, body.customer_number));
  }
}
