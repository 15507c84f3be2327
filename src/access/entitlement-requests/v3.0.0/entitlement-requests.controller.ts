import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { PrincipalUser } from '../../sessions/principal.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentUser } from '../../sessions/caller.decorators.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT } from '../../../platform/endpoint/pagination.js';
import { RequestDecisions } from '../request-decisions.js';
import { ERRORS } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { EntitlementRequestsService } from '../entitlement-requests.service.js';
import { CreateEntitlementRequestDto, EntitlementRequestDto, EntitlementRequestListDto } from './entitlement-request.dto.js';
import { toEntitlementRequestDto, toEntitlementRequestListDto } from './entitlement-request.mapper.js';

const NOT_FOUND = `${ERRORS.EntitlementRequestNotFound.code}: ${ERRORS.EntitlementRequestNotFound.text}`;

@Controller()
export class EntitlementRequestsV300Controller {
  constructor(
    private readonly requests: EntitlementRequestsService,
    private readonly decisions: RequestDecisions,
  ) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'addEntitlementRequest',
    verb: 'POST',
    path: 'entitlement-requests',
    summary: 'Create Entitlement Request for current User',
    description: 'Asks for a role, at a bank when the role requires one. Asking gives nothing: somebody who may grant roles decides.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'bodyValid'],
    request: { type: CreateEntitlementRequestDto, name: 'CreateEntitlementRequestJSON' },
    response: { status: 201, type: EntitlementRequestDto },
    errors: [
      'UserNotLoggedIn',
      'InvalidJson',
      'BankNotFound',
      'IncorrectRole',
      'EntitlementIsBankRole',
      'EntitlementIsSystemRole',
      'EntitlementRequestExists',
      'UnknownError',
    ],
  })
  async create(
    @CurrentActor() actor: Actor,
    @CurrentUser() user: PrincipalUser,
    @ValidBody() { role_name: roleName, bank_id: bankId }: CreateEntitlementRequestDto,
  ): Promise<EntitlementRequestDto> {
    return toEntitlementRequestDto(await this.requests.create(actor, user, roleName, bankId));
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'getAllEntitlementRequests',
    verb: 'GET',
    path: 'entitlement-requests',
    summary: 'Get all Entitlement Requests',
    description: 'What roles all users have asked for, newest first.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementRequestsAtAnyBank],
    list: WHOLE_IF_SHORT,
    response: { status: 200, type: EntitlementRequestListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async all(@Page() page: PageRequest): Promise<EntitlementRequestListDto> {
    return toEntitlementRequestListDto(page.of(await this.requests.list(page)));
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'getEntitlementRequests',
    verb: 'GET',
    path: 'users/:USER_ID/entitlement-requests',
    summary: 'Get Entitlement Requests for a User',
    description: 'What roles one user has asked for, newest first. Empty for an unknown user.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementRequestsAtAnyBank],
    list: WHOLE_IF_SHORT,
    response: { status: 200, type: EntitlementRequestListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async ofUser(@Param('USER_ID') userId: string, @Page() page: PageRequest): Promise<EntitlementRequestListDto> {
    return toEntitlementRequestListDto(page.of(await this.requests.list(page, userId)));
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'getEntitlementRequestsForCurrentUser',
    verb: 'GET',
    path: 'my/entitlement-requests',
    summary: 'Get Entitlement Requests for the current User',
    description: 'What roles the user who calls has asked for, newest first.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated'],
    list: WHOLE_IF_SHORT,
    response: { status: 200, type: EntitlementRequestListDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async mine(@CurrentUser() { userId }: PrincipalUser, @Page() page: PageRequest): Promise<EntitlementRequestListDto> {
    return toEntitlementRequestListDto(page.of(await this.requests.list(page, userId)));
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'deleteEntitlementRequest',
    verb: 'DELETE',
    path: 'entitlement-requests/:ENTITLEMENT_REQUEST_ID',
    summary: 'Delete Entitlement Request',
    description: 'Removes a request; a role that was granted for it stays.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanDeleteEntitlementRequestsAtAnyBank],
    response: { status: 200, example: true },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError', 'InvalidConnectorResponse'],
  })
  async delete(@CurrentActor() actor: Actor, @Param('ENTITLEMENT_REQUEST_ID') id: string): Promise<true> {
    // OBP joins the two errors.
    if (!(await this.decisions.remove(actor, id))) throw new ObpError('InvalidConnectorResponse', ` <- ${NOT_FOUND}`);
    return true;
  }
}
