import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { Pagination, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS, queryOf } from '../../../platform/endpoint/pagination-query.js';
import { EntitlementLists } from '../entitlement-lists.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { NamedEntitlementListDto } from './entitlement.dto.js';
import { toNamedEntitlementDto } from './entitlement.mapper.js';

@Controller()
export class EntitlementsV310Controller {
  constructor(
    private readonly lists: EntitlementLists,
    private readonly pages: Pagination,
  ) {}

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
    query: [...WHOLE_IF_SHORT_PARAMETERS, { name: 'role', description: 'Only this role.', example: 'CanGetCustomer' }],
    response: { status: 200, type: NamedEntitlementListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError', ...LIST_ERRORS],
  })
  async all(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<NamedEntitlementListDto> {
    const role = queryOf(request.url).get('role') || undefined;
    const found = await this.pages.read(request, reply, WHOLE_IF_SHORT, (page) => this.lists.all(page, role));
    return { list: found.map(toNamedEntitlementDto) };
  }
}
