import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PrincipalUser } from '../../sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import { Pagination, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { EntitlementListDto } from '../entitlement.dto.js';
import { toEntitlementListDto } from '../entitlement.mapper.js';
import { EntitlementLists } from '../entitlement-lists.js';

@Controller()
export class EntitlementsV300Controller {
  constructor(
    private readonly lists: EntitlementLists,
    private readonly pages: Pagination,
  ) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getEntitlementsForCurrentUser',
    verb: 'GET',
    path: 'my/entitlements',
    summary: 'Get Entitlements for the current User',
    description: 'The roles that the user who calls holds, newest first.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated'],
    query: WHOLE_IF_SHORT_PARAMETERS,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UnknownError', ...LIST_ERRORS],
  })
  async mine(
    @CurrentUser() { userId }: PrincipalUser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntitlementListDto> {
    return toEntitlementListDto(await this.pages.read(request, reply, WHOLE_IF_SHORT, (page) => this.lists.ofUser(userId, page)));
  }
}
