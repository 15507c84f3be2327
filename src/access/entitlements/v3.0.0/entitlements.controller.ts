import { Controller } from '@nestjs/common';
import type { PrincipalUser } from '../../sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import { EntitlementListDto } from '../entitlement.dto.js';
import { toEntitlementListDto } from '../entitlement.mapper.js';
import { EntitlementLists } from '../entitlement-lists.js';

@Controller()
export class EntitlementsV300Controller {
  constructor(private readonly lists: EntitlementLists) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getEntitlementsForCurrentUser',
    verb: 'GET',
    path: 'my/entitlements',
    summary: 'Get Entitlements for the current User',
    description: 'The roles that the user who calls holds, newest first.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated'],
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async mine(@CurrentUser() { userId }: PrincipalUser, @Page() page: PageRequest): Promise<EntitlementListDto> {
    return toEntitlementListDto(page.of(await this.lists.ofUser(userId, page)));
  }
}
