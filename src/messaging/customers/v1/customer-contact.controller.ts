import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { CustomerContacts } from '../customer-contacts.js';
import { CustomerContactDto } from './customer-contact.dto.js';
import { FoundCustomerDto } from './found-customer.dto.js';
import { toCorrectedCustomerDto } from './found-customer.mapper.js';

@Controller()
export class CustomerContactController {
  constructor(private readonly contacts: CustomerContacts) {}

  @Endpoint({
    version: 'none',
    functionName: 'correctCustomerContact',
    verb: 'PUT',
    path: 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/contact',
    summary: 'Correct Contact of Customer',
    description: 'Sets the phone number and the e-mail address of a customer of the bank; what has yet to be sent goes to these.',
    tags: ['Customer'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanUpdateCustomerMobilePhoneNumber, ROLES.CanUpdateCustomerEmail],
    rolesNeeded: 'all',
    request: { type: CustomerContactDto },
    response: { status: 200, type: FoundCustomerDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'CustomerNotFound'],
  })
  async correct(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @ValidBody() { mobile_phone_number: mobilePhoneNumber, email }: CustomerContactDto,
  ): Promise<FoundCustomerDto> {
    return toCorrectedCustomerDto(await this.contacts.correct(actor, bankId, customerId, { mobilePhoneNumber, email }));
  }
}
