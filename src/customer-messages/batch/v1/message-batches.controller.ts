import { Readable } from 'node:stream';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticated } from '../../../auth/authenticated.check.js';
import type { Principal } from '../../../auth/principal.js';
import { BankFound } from '../../../banks/bank-found.check.js';
import type { Bank } from '../../../banks/bank.entity.js';
import { RolesHeld } from '../../../entitlements/roles-held.check.js';
import { ROLES } from '../../../entitlements/roles.js';
import { Endpoint } from '../../../obp/endpoint/endpoint.decorator.js';
import { CurrentPrincipal, PathBank } from '../../../obp/endpoint/parameters.decorator.js';
import { BATCH_LIMITS, SINGLE } from '../batch-limits.js';
import { MessageBatches } from '../message-batches.service.js';
import { BatchMessageDto, BatchResultsDto } from './message-batch.dto.js';

@Controller()
export class MessageBatchesController {
  constructor(private readonly batches: MessageBatches) {}

  @Endpoint({
    version: 'none',
    functionName: 'createCustomerMessages',
    verb: 'POST',
    path: 'messaging/v1/banks/:BANK_ID/messages',
    summary: 'Create Customer Messages in a batch',
    description:
      'Sends messages to customers of the bank: a JSON array, or with `Content-Type: application/x-ndjson` one message a line, up to ' +
      `${BATCH_LIMITS.items} messages and 16 MiB. They are stored while the body arrives. The answer says of each message, in their order, what became ` +
      'of it: with 201 it is stored, otherwise its error is that of a message sent alone. When the body breaks off or is too large, what came before ' +
      'is answered, with the error of what follows.',
    tags: ['Customer-Message', 'Customer'],
    checks: [Authenticated, BankFound, RolesHeld],
    rulesOf: SINGLE,
    roles: [ROLES.CanCreateCustomerMessage],
    request: { type: BatchMessageDto, isArray: true, streamed: true },
    response: { status: 207, type: BatchResultsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'BodyTooLarge'],
  })
  create(@CurrentPrincipal() sender: Principal, @PathBank() bank: Bank, @Req() request: FastifyRequest): Promise<BatchResultsDto> {
    const body = request.body instanceof Readable ? request.body : Readable.from([]);
    return this.batches.store(request, { sender, bankId: bank.bankId }, body);
  }
}
