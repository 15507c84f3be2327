import { Controller } from '@nestjs/common';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { PrincipalUser } from '../../auth/principal.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../obp/endpoint/parameters.decorator.js';
import { EntitlementListDto, toEntitlementListDto } from '../entitlement.dto.js';
import { EntitlementsService } from '../entitlements.service.js';

@Controller()
export class EntitlementsV300Controller {
  constructor(private readonly entitlements: EntitlementsService) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getEntitlementsForCurrentUser',
    verb: 'GET',
    path: 'my/entitlements',
    summary: 'Get Entitlements for the current User',
    description: 'The roles that the user who calls holds, newest first.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: [Authenticated],
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async mine(@CurrentUser() user: PrincipalUser): Promise<EntitlementListDto> {
    return toEntitlementListDto(await this.entitlements.ofUser(user.userId));
  }
}
