import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticated } from '../../auth/authenticated.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { queryOf } from '../../obp/list-parameters.js';
import { EntitlementLists } from '../entitlement-lists.service.js';
import { RolesHeld } from '../roles-held.check.js';
import { ROLES } from '../roles.js';
import { NamedEntitlementListDto, toNamedEntitlementDto } from './entitlement.dto.js';

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
    checks: [Authenticated, RolesHeld],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    query: [{ name: 'role', description: 'Only this role.', example: 'CanGetCustomer' }],
    response: { status: 200, type: NamedEntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async all(@Req() request: FastifyRequest): Promise<NamedEntitlementListDto> {
    const role = queryOf(request.url).get('role') || undefined;
    return { list: (await this.lists.all(role)).map(toNamedEntitlementDto) };
  }
}
