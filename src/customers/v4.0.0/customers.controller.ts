import { Controller } from '@nestjs/common';
import type { Actor } from '../../audit/audit-trail.service.js';
import { Authenticated } from '../../auth/authenticated.check.js';
import { BankFound } from '../../banks/bank-found.check.js';
import type { Bank } from '../../banks/bank.entity.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { BodyValid } from '../../obp/checks/body-valid.check.js';
import { IdsWellFormed } from '../../obp/checks/ids-well-formed.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentActor, PathBank, ValidBody } from '../../obp/endpoint/parameters.decorator.js';
import { CustomerDto } from '../customer.dto.js';
import { toCustomerDto } from '../customer.mapper.js';
import { CustomersService } from '../customers.service.js';
import { CreateCustomerDto } from './create-customer.dto.js';
import { fromCreateCustomerDto } from './create-customer.mapper.js';

@Controller()
export class CustomersV400Controller {
  constructor(private readonly customers: CustomersService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createCustomer',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers',
    summary: 'Create Customer',
    description: 'Creates a customer of the bank. The bank chooses neither id nor number: both are in the answer.',
    tags: ['Customer', 'Person'],
    checks: [Authenticated, IdsWellFormed, BankFound, RolesHeld, BodyValid],
    roles: [ROLES.CanCreateCustomer, ROLES.CanCreateCustomerAtAnyBank],
    request: { type: CreateCustomerDto, name: 'PostCustomerJsonV310' },
    response: { status: 201, type: CustomerDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'InvalidJson', 'IncorrectJsonValue', 'CannotCreateCustomer', 'UserHasMissingRoles'],
  })
  async create(@CurrentActor() actor: Actor, @PathBank() bank: Bank, @ValidBody() body: CreateCustomerDto): Promise<CustomerDto> {
    return toCustomerDto(await this.customers.create(actor, fromCreateCustomerDto(bank.bankId, body)));
  }
}
