import { Controller, Param } from '@nestjs/common';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { PrincipalUser } from '../../auth/principal.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../obp/endpoint/parameters.decorator.js';
import { EntitlementListDto, toEntitlementListDto } from '../entitlement.dto.js';
import { EntitlementLists } from '../entitlement-lists.service.js';
import { RolesHeld } from '../roles-held.check.js';
import { ROLES } from '../roles.js';
import { BankEntitlementListDto, SpacesDto, toBankEntitlementDto } from './entitlement.dto.js';

@Controller()
export class EntitlementsV400Controller {
  constructor(private readonly lists: EntitlementLists) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'getEntitlements',
    verb: 'GET',
    path: 'users/:USER_ID/entitlements',
    summary: 'Get Entitlements for User',
    description: 'The roles that a user holds, newest first; a super admin has `SuperAdmin` among them. Empty for an unknown user.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: [Authenticated, RolesHeld],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async ofUser(@Param('USER_ID') userId: string): Promise<EntitlementListDto> {
    return toEntitlementListDto(await this.lists.shownOf(userId));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getEntitlementsForBank',
    verb: 'GET',
    path: 'banks/:BANK_ID/entitlements',
    summary: 'Get Entitlements for One Bank',
    description: 'The roles that users hold at the bank, newest first. Empty for an unknown bank.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: [Authenticated, RolesHeld],
    roles: [ROLES.CanGetEntitlementsForOneBank, ROLES.CanGetEntitlementsForAnyBank],
    response: { status: 200, type: BankEntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async atBank(@Param('BANK_ID') bankId: string): Promise<BankEntitlementListDto> {
    return { list: (await this.lists.atBank(bankId)).map(toBankEntitlementDto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getMySpaces',
    verb: 'GET',
    path: 'my/spaces',
    summary: 'Get My Spaces',
    description: 'The banks at which the user who calls holds CanReadDynamicResourceDocsAtOneBank.',
    tags: ['User'],
    checks: [Authenticated],
    response: { status: 200, type: SpacesDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async mySpaces(@CurrentUser() user: PrincipalUser): Promise<SpacesDto> {
    return { bank_ids: await this.lists.banksWith(user.userId, ROLES.CanReadDynamicResourceDocsAtOneBank) };
  }
}
