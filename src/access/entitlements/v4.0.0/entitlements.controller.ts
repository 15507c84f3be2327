import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PrincipalUser } from '../../sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import { Pagination, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { EntitlementListDto } from '../entitlement.dto.js';
import { toEntitlementListDto } from '../entitlement.mapper.js';
import { EntitlementLists } from '../entitlement-lists.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { BankEntitlementListDto, SpacesDto } from './entitlement.dto.js';
import { toBankEntitlementDto } from './entitlement.mapper.js';

@Controller()
export class EntitlementsV400Controller {
  constructor(
    private readonly lists: EntitlementLists,
    private readonly pages: Pagination,
  ) {}

  @Endpoint({
    version: '4.0.0',
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
    version: '4.0.0',
    functionName: 'getEntitlementsForBank',
    verb: 'GET',
    path: 'banks/:BANK_ID/entitlements',
    summary: 'Get Entitlements for One Bank',
    description: 'The roles that users hold at the bank, newest first. Empty for an unknown bank.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForOneBank, ROLES.CanGetEntitlementsForAnyBank],
    query: WHOLE_IF_SHORT_PARAMETERS,
    response: { status: 200, type: BankEntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError', ...LIST_ERRORS],
  })
  async atBank(
    @Param('BANK_ID') bankId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BankEntitlementListDto> {
    const found = await this.pages.read(request, reply, WHOLE_IF_SHORT, (page) => this.lists.atBank(bankId, page));
    return { list: found.map(toBankEntitlementDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getMySpaces',
    verb: 'GET',
    path: 'my/spaces',
    summary: 'Get My Spaces',
    description: 'The banks at which the user who calls holds CanReadDynamicResourceDocsAtOneBank.',
    tags: ['User'],
    checks: ['authenticated'],
    query: WHOLE_IF_SHORT_PARAMETERS,
    response: { status: 200, type: SpacesDto },
    errors: ['UserNotLoggedIn', 'UnknownError', ...LIST_ERRORS],
  })
  async mySpaces(
    @CurrentUser() user: PrincipalUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SpacesDto> {
    const role = ROLES.CanReadDynamicResourceDocsAtOneBank;
    return { bank_ids: await this.pages.read(request, reply, WHOLE_IF_SHORT, (page) => this.lists.banksWith(user.userId, role, page)) };
  }
}
