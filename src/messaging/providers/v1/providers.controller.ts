import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { ProvidersService } from '../providers.service.js';
import { ProviderDto, ProviderListDto, SaveProviderDto } from './provider.dto.js';
import { toProviderDto } from './provider.mapper.js';

@Controller()
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getProviders',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/providers',
    summary: 'Get Providers',
    description: 'The ways out that the bank has configured, without their secrets.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanManageProviders],
    response: { status: 200, type: ProviderListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async list(@PathBank() { bankId }: Bank): Promise<ProviderListDto> {
    return { providers: (await this.providers.list(bankId)).map(toProviderDto) };
  }

  @Endpoint({
    version: 'none',
    functionName: 'saveProvider',
    verb: 'PUT',
    path: 'messaging/v1/banks/:BANK_ID/providers/:PROVIDER_ID',
    summary: 'Create or Update Provider',
    description:
      'Configures a way out. Secrets are stored encrypted and never shown again; one that is left out stays as it was, unless a setting that says where it goes is changed.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanManageProviders],
    request: { type: SaveProviderDto },
    response: { status: 200, type: ProviderDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'ProviderSettingsInvalid'],
  })
  async save(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('PROVIDER_ID') providerId: string,
    @ValidBody() { kind, settings, is_enabled: isEnabled }: SaveProviderDto,
  ): Promise<ProviderDto> {
    return toProviderDto(await this.providers.save(actor, bankId, providerId, { kind, settings, isEnabled: isEnabled ?? true }));
  }

  @Endpoint({
    version: 'none',
    functionName: 'deleteProvider',
    verb: 'DELETE',
    path: 'messaging/v1/banks/:BANK_ID/providers/:PROVIDER_ID',
    summary: 'Delete Provider',
    description: 'Removes a way out that no route leads to.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanManageProviders],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'ProviderNotFound', 'ProviderInUse'],
  })
  async delete(@CurrentActor() actor: Actor, @PathBank() { bankId }: Bank, @Param('PROVIDER_ID') providerId: string): Promise<void> {
    await this.providers.delete(actor, bankId, providerId);
  }
}
