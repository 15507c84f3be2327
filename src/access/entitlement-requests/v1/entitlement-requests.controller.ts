import { Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { cursorPage, cursorParameters, readCursorPage } from '../../../platform/endpoint/cursor-page.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { CurrentActor, CurrentPrincipal, CurrentUser } from '../../sessions/caller.decorators.js';
import type { Principal, PrincipalUser } from '../../sessions/principal.js';
import { EntitlementRequestsService } from '../entitlement-requests.service.js';
import { RequestDecisions } from '../request-decisions.js';
import { RequestHistory } from '../request-history.js';
import {
  AskForRoleDto,
  DecideRequestDto,
  DECISIONS,
  RequestDecisionDto,
  RoleRequestDto,
  RoleRequestListDto,
} from './entitlement-request.dto.js';
import { toNewRequestDto, toRequestDecisionDto, toRoleRequestDto } from './entitlement-request.mapper.js';

const COMMON = { version: 'none', tags: ['Role', 'Entitlement', 'User'] } as const;
const LIST = {
  parameters: [
    { name: 'decided', description: 'true for those that are decided, the last decision first.', example: 'true', takes: 'boolean' },
    ...cursorParameters('019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b'),
  ],
} as const;

/** Requests for roles with their reasons and what became of them, which OBP does not know (decision 83). */
@Controller()
export class RoleRequestsController {
  constructor(
    private readonly requests: EntitlementRequestsService,
    private readonly decisions: RequestDecisions,
    private readonly history: RequestHistory,
  ) {}

  @Endpoint({
    ...COMMON,
    functionName: 'askForRole',
    verb: 'POST',
    path: 'messaging/v1/me/entitlement-requests',
    summary: 'Ask for Role',
    description: 'Asks for a role, and says why. Asking gives nothing: somebody who may grant roles decides.',
    checks: ['authenticated', 'bodyValid'],
    request: { type: AskForRoleDto },
    response: { status: 201, type: RoleRequestDto },
    errors: [
      'UserNotLoggedIn',
      'InvalidJson',
      'BankNotFound',
      'IncorrectRole',
      'EntitlementIsBankRole',
      'EntitlementIsSystemRole',
      'EntitlementRequestExists',
    ],
  })
  async ask(
    @CurrentActor() actor: Actor,
    @CurrentUser() user: PrincipalUser,
    @ValidBody() { role_name: roleName, bank_id: bankId, reason }: AskForRoleDto,
  ): Promise<RoleRequestDto> {
    return toNewRequestDto(await this.requests.create(actor, user, roleName, bankId ?? '', reason ?? ''));
  }

  @Endpoint({
    ...COMMON,
    functionName: 'getMyRoleRequests',
    verb: 'GET',
    path: 'messaging/v1/me/entitlement-requests',
    summary: 'Get my Role Requests',
    description:
      'What roles the user who calls has asked for, newest first: those that are open, or with decided those that are not, with who decided and why.',
    checks: ['authenticated'],
    list: LIST,
    response: { status: 200, type: RoleRequestListDto },
    errors: ['UserNotLoggedIn'],
  })
  mine(@CurrentUser() { userId }: PrincipalUser, @Req() request: FastifyRequest): Promise<RoleRequestListDto> {
    return this.page(request, userId);
  }

  @Endpoint({
    ...COMMON,
    functionName: 'getRoleRequests',
    verb: 'GET',
    path: 'messaging/v1/entitlement-requests',
    summary: 'Get Role Requests',
    description:
      'What roles users have asked for, newest first: those that are open, or with decided those that are not, with who decided and why. ' +
      'A request that was removed without a decision counts as granted if the user held the role then.',
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementRequestsAtAnyBank],
    list: LIST,
    response: { status: 200, type: RoleRequestListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles'],
  })
  all(@Req() request: FastifyRequest): Promise<RoleRequestListDto> {
    return this.page(request, undefined);
  }

  @Endpoint({
    ...COMMON,
    functionName: 'decideRoleRequest',
    verb: 'PUT',
    path: 'messaging/v1/entitlement-requests/:ENTITLEMENT_REQUEST_ID/decision',
    summary: 'Decide Role Request',
    description:
      'Grants the role and ends the request, in one step, or refuses it; who asked can read why. To grant takes what granting takes elsewhere: a ' +
      'super admin, or CanCreateEntitlementAtAnyBank, or CanCreateEntitlementAtOneBank at the bank.',
    checks: ['authenticated', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanDeleteEntitlementRequestsAtAnyBank],
    request: { type: DecideRequestDto },
    response: { status: 200, type: RequestDecisionDto },
    errors: [
      'UserNotLoggedIn',
      'UserHasMissingRoles',
      'InvalidJson',
      'NoSuchEntitlementRequest',
      'UserNotSuperAdmin',
      'IncorrectRole',
      'EntitlementExists',
    ],
  })
  async decide(
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() decider: Principal,
    @Param('ENTITLEMENT_REQUEST_ID') id: string,
    @ValidBody() { decision, reason }: DecideRequestDto,
  ): Promise<RequestDecisionDto> {
    if (!DECISIONS.some((one) => one === decision))
      throw new ObpError('InvalidJson', ` The field decision must be ${DECISIONS.join(' or ')}.`);
    const decided = { isGranted: decision === 'granted', reason: reason ?? '' };
    return toRequestDecisionDto(await this.decisions.decide(actor, decider, id, decided), decider.user.username);
  }

  private async page(request: FastifyRequest, userId: string | undefined): Promise<RoleRequestListDto> {
    const { query, limit } = readCursorPage(request.url);
    const before = query.get('cursor')?.replaceAll('\0', '') || undefined;
    const found = await this.history.list({ isOpen: query.get('decided') !== 'true', userId, before, limit: limit + 1 });
    return { entitlement_requests: cursorPage(request, found, limit, ({ cursor }) => cursor).map(toRoleRequestDto) };
  }
}
