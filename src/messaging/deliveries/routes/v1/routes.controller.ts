import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { RoutesService } from '../routes.service.js';
import { RouteDto, RouteListDto, SaveRouteDto } from './route.dto.js';
import { toRouteDto } from './route.mapper.js';

@Controller()
export class RoutesController {
  constructor(private readonly routes: RoutesService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getRoutes',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/routes',
    summary: 'Get Routes',
    description: 'How the bank sends what is created with a transport.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanManageRoutes],
    response: { status: 200, type: RouteListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async list(@PathBank() { bankId }: Bank): Promise<RouteListDto> {
    return { routes: (await this.routes.list(bankId)).map(toRouteDto) };
  }

  @Endpoint({
    version: 'none',
    functionName: 'saveRoute',
    verb: 'PUT',
    path: 'messaging/v1/banks/:BANK_ID/routes/:TRANSPORT',
    summary: 'Create or Update Route',
    description:
      'From now on messages that are created with this transport are delivered so, whatever its case. Without a route they are in the inbox alone.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanManageRoutes],
    request: { type: SaveRouteDto },
    response: { status: 200, type: RouteDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'RouteInvalid'],
  })
  async save(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('TRANSPORT') transport: string,
    @ValidBody() { channel, providers }: SaveRouteDto,
  ): Promise<RouteDto> {
    const wanted = providers.map(({ provider_id, rank, weight }) => ({ provider_id, rank: rank ?? 0, weight: weight ?? 1 }));
    return toRouteDto(await this.routes.save(actor, bankId, transport, channel, wanted));
  }

  @Endpoint({
    version: 'none',
    functionName: 'deleteRoute',
    verb: 'DELETE',
    path: 'messaging/v1/banks/:BANK_ID/routes/:TRANSPORT',
    summary: 'Delete Route',
    description: 'From now on messages that are created with this transport are in the inbox alone. What waits to be sent waits on.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanManageRoutes],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'RouteNotFound'],
  })
  async delete(@CurrentActor() actor: Actor, @PathBank() { bankId }: Bank, @Param('TRANSPORT') transport: string): Promise<void> {
    await this.routes.delete(actor, bankId, transport);
  }
}
