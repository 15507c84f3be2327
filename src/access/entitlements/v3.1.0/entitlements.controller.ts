import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ListPages, WHOLE_IF_SHORT, WHOLE_IF_SHORT_PARAMETERS } from '../../../platform/endpoint/list-pages.service.js';
import { LIST_ERRORS, queryOf } from '../../../platform/endpoint/list-parameters.js';
import { EntitlementLists } from '../entitlement-lists.service.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { NamedEntitlementListDto, toNamedEntitlementDto } from './entitlement.dto.js';

@Controller()
export class EntitlementsV310Controller {
  constructor(
    private readonly lists: EntitlementLists,
    private readonly pages: ListPages,
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
