import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { CustomersService } from '../customers.service.js';
import { CreateCustomerOldStyleDto } from '../dto/create-customer-old-style.dto.js';
import { fromCreateCustomerOldStyleDto } from '../dto/create-customer-old-style.mapper.js';
import { CustomerV140Dto } from '../dto/customer.dto.js';
import { toCustomerV140Dto } from '../dto/customer.mapper.js';

@Controller()
export class CustomersV200Controller {
  constructor(private readonly customers: CustomersService) {}

  @Endpoint({
    version: '2.0.0',
    functionName: 'createCustomer',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers',
    summary: 'Create Customer',
    description: 'Creates a customer of the bank and links a user to it: the one of user_id, or the caller where that is empty.',
    tags: ['Customer', 'Person'],
    checks: ['authenticated', 'bankFoundOldStyle', 'bodyValid', 'rolesHeld'],
    roles: [ROLES.CanCreateCustomer, ROLES.CanCreateUserCustomerLink],
    rolesNeeded: 'all',
    request: { type: CreateCustomerOldStyleDto, name: '' },
    response: { status: 201, type: CustomerV140Dto },
    errors: ['UserNotLoggedIn', 'BankNotFoundOldStyle', 'InvalidJson', 'UserHasMissingRoles', 'CustomerNumberExists', 'UserNotFoundById'],
  })
  async create(
    @CurrentActor() actor: Actor,
    @PathBank() bank: Bank,
    @ValidBody() body: CreateCustomerOldStyleDto,
  ): Promise<CustomerV140Dto> {
    const customer = await this.customers.create(actor, fromCreateCustomerOldStyleDto(bank.bankId, body), {
      customerNumber: body.customer_number,
      whenTaken: 'CustomerNumberExists',
      linkedUserId: body.user_id || actor.userId,
    });
    return toCustomerV140Dto(customer);
  }
}
