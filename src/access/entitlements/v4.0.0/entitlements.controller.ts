import { Controller, Param } from '@nestjs/common';
import type { PrincipalUser } from '../../sessions/principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import { EntitlementListDto } from '../entitlement.dto.js';
import { toEntitlementListDto } from '../entitlement.mapper.js';
import { EntitlementLists } from '../entitlement-lists.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { BankEntitlementListDto, SpacesDto } from './entitlement.dto.js';
import { toBankEntitlementDto } from './entitlement.mapper.js';

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
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async ofUser(@Param('USER_ID') userId: string, @Page() page: PageRequest): Promise<EntitlementListDto> {
    return toEntitlementListDto(page.of(await this.lists.shownOf(userId, page)));
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
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: BankEntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async atBank(@Param('BANK_ID') bankId: string, @Page() page: PageRequest): Promise<BankEntitlementListDto> {
    const found = page.of(await this.lists.atBank(bankId, page));
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
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: SpacesDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async mySpaces(@CurrentUser() user: PrincipalUser, @Page() page: PageRequest): Promise<SpacesDto> {
    const role = ROLES.CanReadDynamicResourceDocsAtOneBank;
    return { bank_ids: page.of(await this.lists.banksWith(user.userId, role, page)) };
  }
}
