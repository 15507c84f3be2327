import { Controller } from '@nestjs/common';
import { Authenticated } from '../../auth/authenticated.check.js';
import { BankFound } from '../../banks/bank-found.check.js';
import type { Bank } from '../../banks/bank.entity.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { PathBank, PathUser } from '../../obp/endpoint/parameters.decorator.js';
import { PathUserFound } from '../../users/path-user-found.check.js';
import type { User } from '../../users/user.entity.js';
import { EntitlementListDto, toEntitlementListDto } from '../entitlement.dto.js';
import { EntitlementLists } from '../entitlement-lists.service.js';
import { RolesHeld } from '../roles-held.check.js';
import { ROLES } from '../roles.js';
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
    checks: [Authenticated],
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
    checks: [Authenticated, BankFound, PathUserFound, RolesHeld],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtOneBank, ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    roleRefusal: 'namesOnly',
    response: { status: 200, type: EntitlementListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserNotFound', 'UserHasMissingRoles', 'UnknownError'],
  })
  async ofUserAtBank(@PathBank() bank: Bank, @PathUser() user: User): Promise<EntitlementListDto> {
    return toEntitlementListDto(await this.lists.shownOf(user.userId, bank.bankId));
  }
}
