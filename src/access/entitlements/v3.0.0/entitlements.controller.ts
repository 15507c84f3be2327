import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PrincipalUser } from '../../sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import { ListPages, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../../platform/endpoint/list-pages.service.js';
import { LIST_ERRORS } from '../../../platform/endpoint/list-parameters.js';
import { EntitlementListDto, toEntitlementListDto } from '../entitlement.dto.js';
import { EntitlementLists } from '../entitlement-lists.service.js';

@Controller()
export class EntitlementsV300Controller {
  constructor(
    private readonly lists: EntitlementLists,
    private readonly pages: ListPages,
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
