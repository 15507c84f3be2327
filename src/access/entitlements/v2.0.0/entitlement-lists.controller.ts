import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import { EntitlementListDto } from '../entitlement.dto.js';
import { toEntitlementListDto } from '../entitlement.mapper.js';
import { EntitlementLists } from '../entitlement-lists.js';
import { EntitlementsService } from '../entitlements.service.js';
import { ROLES } from '../../../platform/endpoint/roles.js';

@Controller()
export class EntitlementListsV200Controller {
  constructor(
    private readonly lists: EntitlementLists,
    private readonly entitlements: EntitlementsService,
  ) {}

  @Endpoint({
    version: '2.0.0',
    functionName: 'getEntitlements',
    verb: 'GET',
    path: 'users/:USER_ID/entitlements',
    summary: 'Get Entitlements for User',
    description: 'The roles that a user holds, newest first; a super admin has `SuperAdmin` among them. Empty for an unknown user.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async ofUser(@Param('USER_ID') userId: string, @Page() page: PageRequest): Promise<EntitlementListDto> {
    return toEntitlementListDto(page.of(await this.lists.shownOf(userId, page)));
  }

  @Endpoint({
    version: '2.0.0',
    functionName: 'deleteEntitlement',
    verb: 'DELETE',
    path: 'users/:USER_ID/entitlement/:ENTITLEMENT_ID',
    summary: 'Delete Entitlement',
    description: 'Takes a role from a user. It is gone at once, also for tokens in use.',
    tags: ['Role', 'User', 'Entitlement'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanDeleteEntitlementAtAnyBank],
    response: { status: 204 },
    errors: [
      'UserNotLoggedIn',
      'UserHasMissingRoles',
      'EntitlementNotFound',
      'EntitlementOfAnotherUser',
      'EntitlementCannotBeDeleted',
      'UnknownError',
    ],
  })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('USER_ID') userId: string,
    @Param('ENTITLEMENT_ID') entitlementId: string,
  ): Promise<void> {
    await this.entitlements.revoke(actor, userId, entitlementId);
  }

  @Endpoint({
    version: '2.0.0',
    functionName: 'getAllEntitlements',
    verb: 'GET',
    path: 'entitlements',
    summary: 'Get all Entitlements',
    description: 'Every role that any user holds, newest first.',
    tags: ['Role', 'Entitlement'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async all(@Page() page: PageRequest): Promise<EntitlementListDto> {
    return toEntitlementListDto(page.of(await this.lists.all(page)));
  }
}
