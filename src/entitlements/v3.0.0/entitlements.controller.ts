import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { PrincipalUser } from '../../auth/principal.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../obp/endpoint/parameters.decorator.js';
import { ListPages, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../obp/list-pages.service.js';
import { LIST_ERRORS } from '../../obp/list-parameters.js';
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
    checks: [Authenticated],
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
