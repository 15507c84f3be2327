import { Controller } from '@nestjs/common';
import type { Actor } from '../../audit/audit-trail.service.js';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { Principal } from '../../auth/principal.js';
import { BodyValid } from '../../obp/checks/body-valid.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal, PathUser, ValidBody } from '../../obp/endpoint/parameters.decorator.js';
import { PathUserFound } from '../../users/path-user-found.check.js';
import type { User } from '../../users/user.entity.js';
import { EntitlementDto, toEntitlementDto } from '../entitlement.dto.js';
import { EntitlementsService } from '../entitlements.service.js';
import { CreateEntitlementDto } from './create-entitlement.dto.js';

@Controller()
export class EntitlementsV200Controller {
  constructor(private readonly entitlements: EntitlementsService) {}

  @Endpoint({
    version: '2.0.0',
    functionName: 'addEntitlement',
    verb: 'POST',
    path: 'users/:USER_ID/entitlements',
    summary: 'Add Entitlement for a User',
    description:
      'Grants a role to a user, at a bank when the role requires one. Super admins may grant any role anywhere, holders of ' +
      'CanCreateEntitlementAtAnyBank likewise, and holders of CanCreateEntitlementAtOneBank at that bank.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: [Authenticated, PathUserFound, BodyValid],
    request: { type: CreateEntitlementDto, name: 'CreateEntitlementJSON' },
    response: { status: 201, type: EntitlementDto },
    errors: [
      'UserNotLoggedIn',
      'UserNotFound',
      'InvalidJson',
      'IncorrectRole',
      'EntitlementIsBankRole',
      'EntitlementIsSystemRole',
      'UserNotSuperAdmin',
      'BankNotFoundOldStyle',
      'EntitlementExists',
    ],
  })
  async add(
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() granter: Principal,
    @PathUser() user: User,
    @ValidBody() body: CreateEntitlementDto,
  ): Promise<EntitlementDto> {
    return toEntitlementDto(await this.entitlements.grant(actor, granter, user.userId, body.role_name, body.bank_id));
  }
}
