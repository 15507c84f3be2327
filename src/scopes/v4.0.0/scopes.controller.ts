import { Controller } from '@nestjs/common';
import type { Actor } from '../../audit/audit-trail.service.js';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { Principal } from '../../auth/principal.js';
import { ConsumerFound } from '../../consumers/consumer-found.check.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { BodyValid } from '../../obp/checks/body-valid.check.js';
import { IdsWellFormed } from '../../obp/checks/ids-well-formed.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal, PathConsumer, ValidBody } from '../../obp/endpoint/parameters.decorator.js';
import { CreateScopeDto, ScopeDto, toScopeDto } from '../scope.dto.js';
import { scopesNote } from '../scopes-note.js';
import { ADDING_ROLES, ScopesService } from '../scopes.service.js';
import { AddingRoleHeld } from './adding-role-held.check.js';

@Controller()
export class ScopesV400Controller {
  constructor(private readonly scopes: ScopesService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'addScope',
    verb: 'POST',
    path: 'consumers/:CONSUMER_ID/scopes',
    summary: 'Add Scope for a Consumer',
    description:
      'Gives a role to an application, at a bank when the role requires one. Holders of CanCreateScopeAtAnyBank may add any scope, ' +
      'holders of CanCreateScopeAtOneBank those at that bank.',
    note: scopesNote,
    tags: ['Scope', 'Role', 'Entitlement', 'Consumer'],
    checks: [Authenticated, IdsWellFormed, AddingRoleHeld, ConsumerFound, BodyValid],
    roles: ADDING_ROLES,
    request: { type: CreateScopeDto, name: 'CreateScopeJson' },
    response: { status: 201, type: ScopeDto },
    errors: [
      'UserNotLoggedIn',
      'ConsumerNotFound',
      'InvalidJson',
      'IncorrectRole',
      'EntitlementIsBankRole',
      'EntitlementIsSystemRole',
      'UserHasMissingRoles',
      'BankNotFoundOldStyle',
      'EntitlementExists',
    ],
  })
  async add(
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() adder: Principal,
    @PathConsumer() { consumerId }: Consumer,
    @ValidBody() body: CreateScopeDto,
  ): Promise<ScopeDto> {
    return toScopeDto(await this.scopes.add(actor, adder, consumerId, body.role_name, body.bank_id));
  }
}
