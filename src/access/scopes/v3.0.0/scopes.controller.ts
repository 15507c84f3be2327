import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Principal } from '../../sessions/principal.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal } from '../../sessions/caller.decorators.js';
import { PathConsumer } from '../../consumers/path-consumer.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import { CreateScopeDto, ScopeDto, ScopeListDto } from '../scope.dto.js';
import { toScopeDto } from '../scope.mapper.js';
import { scopesNote } from '../scopes-note.js';
import { ADDING_ROLES, ScopesService } from '../scopes.service.js';

@Controller()
export class ScopesV300Controller {
  constructor(private readonly scopes: ScopesService) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'addScope',
    verb: 'POST',
    path: 'consumers/:CONSUMER_ID/scopes',
    summary: 'Add Scope for a Consumer',
    description:
      'Gives a role to an application, at a bank when the role requires one. CONSUMER_ID is the id of the consumer, as in later ' +
      'versions. Holders of CanCreateScopeAtAnyBank may add any scope, holders of CanCreateScopeAtOneBank those at that bank.',
    note: scopesNote,
    tags: ['Scope', 'Role', 'Entitlement', 'Consumer'],
    checks: ['authenticated', 'consumerFoundById', 'bodyValid'],
    roles: ADDING_ROLES,
    request: { type: CreateScopeDto, name: 'CreateScopeJson' },
    response: { status: 201, type: ScopeDto },
    errors: [
      'UserNotLoggedIn',
      'ConsumerNotFoundById',
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

  @Endpoint({
    version: '3.0.0',
    functionName: 'getScopes',
    verb: 'GET',
    path: 'consumers/:CONSUMER_ID/scopes',
    summary: 'Get Scopes for Consumer',
    description: 'The roles of an application, newest first.',
    note: scopesNote,
    tags: ['Scope', 'Role', 'Entitlement', 'Consumer'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: ScopeListDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound', 'UnknownError'],
  })
  async list(@PathConsumer() { consumerId }: Consumer, @Page() page: PageRequest): Promise<ScopeListDto> {
    const found = page.of(await this.scopes.ofConsumer(consumerId, page));
    return { list: found.map(toScopeDto) };
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'deleteScope',
    verb: 'DELETE',
    path: 'consumers/:CONSUMER_ID/scope/:SCOPE_ID',
    summary: 'Delete Consumer Scope',
    description: 'Takes a role from an application. Answers true.',
    note: scopesNote,
    tags: ['Scope', 'Role', 'Entitlement', 'Consumer'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanDeleteScopeAtAnyBank],
    response: { status: 200, example: true },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound', 'ScopeNotFound', 'ConsumerDoesNotHaveScope', 'UnknownError'],
  })
  async delete(
    @CurrentActor() actor: Actor,
    @PathConsumer() { consumerId }: Consumer,
    @Param('SCOPE_ID') scopeId: string,
  ): Promise<boolean> {
    await this.scopes.delete(actor, consumerId, scopeId);
    return true;
  }
}
