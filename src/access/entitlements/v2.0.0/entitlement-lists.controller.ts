import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { Pagination, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
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
    private readonly pages: Pagination,
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
    query: WHOLE_IF_SHORT_PARAMETERS,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError', ...LIST_ERRORS],
  })
  async ofUser(
    @Param('USER_ID') userId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntitlementListDto> {
    return toEntitlementListDto(await this.pages.read(request, reply, WHOLE_IF_SHORT, (page) => this.lists.shownOf(userId, page)));
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
    query: WHOLE_IF_SHORT_PARAMETERS,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError', ...LIST_ERRORS],
  })
  async all(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<EntitlementListDto> {
    return toEntitlementListDto(await this.pages.read(request, reply, WHOLE_IF_SHORT, (page) => this.lists.all(page)));
  }
}
