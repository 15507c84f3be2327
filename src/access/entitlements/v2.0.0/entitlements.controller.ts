import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Principal } from '../../sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal } from '../../sessions/caller.decorators.js';
import { PathUser } from '../../users/path-user.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import type { User } from '../../users/user.entity.js';
import { EntitlementDto } from '../entitlement.dto.js';
import { toEntitlementDto } from '../entitlement.mapper.js';
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
    checks: ['authenticated', 'pathUserFound', 'bodyValid'],
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
