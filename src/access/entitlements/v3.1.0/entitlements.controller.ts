import { Controller } from '@nestjs/common';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import { EntitlementLists } from '../entitlement-lists.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { NamedEntitlementListDto } from './entitlement.dto.js';
import { toNamedEntitlementDto } from './entitlement.mapper.js';

@Controller()
export class EntitlementsV310Controller {
  constructor(private readonly lists: EntitlementLists) {}

  @Endpoint({
    version: '3.1.0',
    functionName: 'getAllEntitlements',
    verb: 'GET',
    path: 'entitlements',
    summary: 'Get all Entitlements',
    description: 'Every role that any user holds, newest first, and who holds it.',
    tags: ['Role', 'Entitlement'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    list: WHOLE_IF_SHORT_UNDATED,
    query: [{ name: 'role', description: 'Only this role.', example: 'CanGetCustomer' }],
    response: { status: 200, type: NamedEntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async all(@Page() page: PageRequest): Promise<NamedEntitlementListDto> {
    const role = page.query.get('role') || undefined;
    const found = page.of(await this.lists.all(page, role));
    return { list: found.map(toNamedEntitlementDto) };
  }
}
