import { Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { cursorPage } from '../../../platform/endpoint/cursor-page.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { SuppressionsService } from '../suppressions.service.js';
import { cursorOf, readWantedSuppressions, SUPPRESSION_LIST } from './suppression-query.js';
import { AddSuppressionDto, SuppressedAddressDto, SuppressionDto, SuppressionListDto } from './suppression.dto.js';
import { toSuppressionDto } from './suppression.mapper.js';

const PATH = 'messaging/v1/banks/:BANK_ID/suppressions';

@Controller()
export class SuppressionsController {
  constructor(private readonly suppressions: SuppressionsService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getSuppressions',
    verb: 'GET',
    path: PATH,
    summary: 'Get Suppressions',
    description:
      'The addresses to which the bank sends no more, newest first: those that a provider called bad, and those that were added. When there are more than a page the header Link names the next.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetSuppressions, ROLES.CanManageSuppressions],
    list: SUPPRESSION_LIST,
    response: { status: 200, type: SuppressionListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async list(@PathBank() { bankId }: Bank, @Req() request: FastifyRequest): Promise<SuppressionListDto> {
    const { limit, before } = readWantedSuppressions(request.url);
    const found = await this.suppressions.list(bankId, limit + 1, before);
    return { suppressions: cursorPage(request, found, limit, cursorOf).map(toSuppressionDto) };
  }

  @Endpoint({
    version: 'none',
    functionName: 'addSuppression',
    verb: 'POST',
    path: PATH,
    summary: 'Add Suppression',
    description:
      'From now on nothing is sent to this address, whoever has it. Messages stay in the inbox. One that is there already gets this reason.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanManageSuppressions],
    request: { type: AddSuppressionDto },
    response: { status: 201, type: SuppressionDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'SuppressionInvalid'],
  })
  async add(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @ValidBody() { channel, address, reason }: AddSuppressionDto,
  ): Promise<SuppressionDto> {
    return toSuppressionDto(await this.suppressions.add(actor, bankId, { channel, address, reason: reason ?? 'manual' }));
  }

  @Endpoint({
    version: 'none',
    functionName: 'findSuppression',
    verb: 'POST',
    path: `${PATH}/search`,
    summary: 'Find Suppression',
    description: 'Whether the bank sends no more to an address. It is asked in a body, since addresses in URLs are written to logs.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanGetSuppressions, ROLES.CanManageSuppressions],
    request: { type: SuppressedAddressDto },
    response: { status: 200, type: SuppressionDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'SuppressionInvalid', 'SuppressionNotFound'],
  })
  async find(@PathBank() { bankId }: Bank, @ValidBody() { channel, address }: SuppressedAddressDto): Promise<SuppressionDto> {
    return toSuppressionDto(await this.suppressions.get(bankId, channel, address));
  }

  @Endpoint({
    version: 'none',
    functionName: 'deleteSuppression',
    verb: 'DELETE',
    path: `${PATH}/:SUPPRESSION_ID`,
    summary: 'Delete Suppression',
    description: 'From now on the bank sends to this address again. What was suppressed meanwhile can be driven again.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanManageSuppressions],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'SuppressionNotFound'],
  })
  async remove(@CurrentActor() actor: Actor, @PathBank() { bankId }: Bank, @Param('SUPPRESSION_ID') id: string): Promise<void> {
    await this.suppressions.remove(actor, bankId, id);
  }
}
