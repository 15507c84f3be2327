import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Principal } from '../../sessions/principal.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal } from '../../sessions/caller.decorators.js';
import { PathConsumer } from '../../consumers/path-consumer.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { CreateScopeDto, ScopeDto } from '../scope.dto.js';
import { toScopeDto } from '../scope.mapper.js';
import { scopesNote } from '../scopes-note.js';
import { ADDING_ROLES, ScopesService } from '../scopes.service.js';

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
    checks: ['authenticated', 'idsWellFormed', 'mayAddScope', 'consumerFound', 'bodyValid'],
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
