import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { ProviderTests } from '../provider-tests.js';
import { ProviderTestDto, TestProviderDto } from './provider-test.dto.js';
import { toProviderTestDto } from './provider-test.mapper.js';

@Controller()
export class ProviderTestsController {
  constructor(private readonly tests: ProviderTests) {}

  @Endpoint({
    version: 'none',
    functionName: 'testProvider',
    verb: 'POST',
    path: 'messaging/v1/banks/:BANK_ID/providers/:PROVIDER_ID/test',
    summary: 'Test Provider',
    description:
      'Sends a message of the service with a saved provider, also one that is switched off, to an address of yours, and says what came of ' +
      'it. Nothing that the provider answers is shown but its code. A bank has 10 tests in 10 minutes.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanManageProviders],
    request: { type: TestProviderDto },
    response: { status: 200, type: ProviderTestDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'InvalidJson',
      'ProviderNotFound',
      'TooManyProviderTests',
      'ProviderUnreadable',
    ],
  })
  async test(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('PROVIDER_ID') providerId: string,
    @ValidBody() { address }: TestProviderDto,
  ): Promise<ProviderTestDto> {
    return toProviderTestDto(await this.tests.run(actor, bankId, providerId, address));
  }
}
