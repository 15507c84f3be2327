import { Controller } from '@nestjs/common';
import type { Bank } from '../../banks/bank.entity.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { PathBank } from '../../banks/path-bank.decorator.js';
import { PathUser } from '../../users/path-user.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import type { User } from '../../users/user.entity.js';
import { EntitlementListDto } from '../entitlement.dto.js';
import { toEntitlementListDto } from '../entitlement.mapper.js';
import { EntitlementLists } from '../entitlement-lists.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { ALL_ROLES, RoleListDto } from './role.dto.js';

@Controller()
export class EntitlementsV210Controller {
  constructor(private readonly lists: EntitlementLists) {}

  @Endpoint({
    version: '2.1.0',
    functionName: 'getRoles',
    verb: 'GET',
    path: 'roles',
    summary: 'Get Roles',
    description: 'Every role there is, by name, and whether it is granted at one bank.',
    tags: ['Role'],
    checks: ['authenticated'],
    response: { status: 200, type: RoleListDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  roles(): RoleListDto {
    return ALL_ROLES;
  }

  @Endpoint({
    version: '2.1.0',
    functionName: 'getEntitlementsByBankAndUser',
    verb: 'GET',
    path: 'banks/:BANK_ID/users/:USER_ID/entitlements',
    summary: 'Get Entitlements for User at Bank',
    description: 'The roles that a user holds at the bank, newest first; a super admin has `SuperAdmin` among them.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'bankFound', 'pathUserFound', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtOneBank, ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    roleRefusal: 'namesOnly',
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserNotFound', 'UserHasMissingRoles', 'UnknownError'],
  })
  async ofUserAtBank(@PathBank() { bankId }: Bank, @PathUser() { userId }: User, @Page() page: PageRequest): Promise<EntitlementListDto> {
    return toEntitlementListDto(page.of(await this.lists.shownOf(userId, page, bankId)));
  }
}
