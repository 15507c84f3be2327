import { Controller } from '@nestjs/common';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../../platform/endpoint/checks/valid-body.decorator.js';
import { CreateUserCustomerLinkDto, UserCustomerLinkDto } from '../user-customer-link.dto.js';
import { toUserCustomerLinkDto } from '../user-customer-link.mapper.js';
import { UserCustomerLinksService } from '../user-customer-links.service.js';

@Controller()
export class UserCustomerLinksV200Controller {
  constructor(private readonly links: UserCustomerLinksService) {}

  @Endpoint({
    version: '2.0.0',
    functionName: 'createUserCustomerLinks',
    verb: 'POST',
    path: 'banks/:BANK_ID/user_customer_links',
    summary: 'Create User Customer Link',
    description:
      'Links a user to a customer of the bank: the messages to the customer are then in the inbox of the user. Unlike at OBP-API, ' +
      'nobody can do so unasked.',
    tags: ['Customer', 'User'],
    // Decision 12: OBP-API requires neither authentication nor a role.
    checks: ['authenticated', 'bankFoundOldStyle', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateUserCustomerLinkAtAnyBank, ROLES.CanCreateUserCustomerLink],
    request: { type: CreateUserCustomerLinkDto, name: 'CreateUserCustomerLinkJson' },
    response: { status: 200, type: UserCustomerLinkDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFoundOldStyle',
      'InvalidJson',
      'CustomerNotFound',
      'UserHasMissingRoles',
      'AlreadyLinked',
      'UserNotFoundById',
    ],
  })
  async create(
    @CurrentActor() actor: Actor,
    @PathBank() bank: Bank,
    @ValidBody() body: CreateUserCustomerLinkDto,
  ): Promise<UserCustomerLinkDto> {
    return toUserCustomerLinkDto(await this.links.create(actor, bank.bankId, body.user_id, body.customer_id));
  }
}
