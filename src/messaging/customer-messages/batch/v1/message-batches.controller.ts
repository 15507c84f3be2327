import { Readable } from 'node:stream';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { answerKeyed } from '../../../../platform/idempotency/idempotent-response.js';
import { IdempotencyKeyHeader } from '../../../../platform/idempotency/idempotency-key-header.decorator.js';
import { IDEMPOTENCY_KEY, type IdempotencyKey } from '../../../../platform/idempotency/idempotency-key.check.js';
import type { Parameter } from '../../../../platform/endpoint/endpoint.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { EndpointRegistry } from '../../../../platform/endpoint/endpoint-registry.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { isNdjson } from '../../../../platform/http/content-negotiation.js';
import { BATCH_LIMITS, SINGLE } from '../batch-limits.js';
import { MessageBatches } from '../message-batches.js';
import { RunningBatch } from '../running-batch.js';
import { BATCH_EXAMPLE, BatchMessageDto, BatchResultsDto } from './message-batch.dto.js';

const KEY: Parameter = {
  ...IDEMPOTENCY_KEY,
  description:
    'Makes it safe to send the batch again: 1 to 255 visible ASCII characters, such as a UUID, new for each batch. Each message is known by ' +
    'the key and its place: a repeat stores those only that are not stored yet, and answers the others as before. The header ' +
    '`Idempotent-Replayed: true` says that all were stored before.',
};

@Controller()
export class MessageBatchesController {
  constructor(
    private readonly batches: MessageBatches,
    private readonly registry: EndpointRegistry,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'createCustomerMessages',
    verb: 'POST',
    path: 'messaging/v1/banks/:BANK_ID/messages',
    summary: 'Create Customer Messages in a batch',
    description:
      'Sends messages to customers of the bank: a JSON array, or with `Content-Type: application/x-ndjson` one message a line, up to ' +
      `${BATCH_LIMITS.items} messages and 16 MiB. They are stored while the body arrives. The answer says of each message, in their order, what became ` +
      'of it: with 201 it is stored, otherwise its error is that of a message sent alone; all that may be asked there may be asked here. Each message is a call for the limits of the application: ' +
      'those beyond them are 429. When the body breaks off, stops coming or is too large, or the sender may not send any more, what came before is ' +
      'answered, with the error of what follows.',
    tags: ['Customer-Message', 'Customer'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'idempotencyKeyValid'],
    rulesOf: SINGLE,
    roles: [ROLES.CanCreateCustomerMessage],
    headers: [KEY],
    request: { type: BatchMessageDto, example: BATCH_EXAMPLE, isArray: true, streamed: true, limit: BATCH_LIMITS.bytes },
    response: { status: 207, type: BatchResultsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'BodyTooLarge', 'RequestTimeout', 'MalformedRequest'],
  })
  async create(
    @PathBank() { bankId }: Bank,
    @IdempotencyKeyHeader() key: IdempotencyKey | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchResultsDto> {
    const endpoint = this.registry.named('createCustomerMessages');
    const batch = new RunningBatch(request, endpoint, bankId, key);
    const form = isNdjson(request.headers['content-type']) ? 'lines' : 'array';
    const body = await this.batches.store(batch, form, request.body instanceof Readable ? request.body : Readable.from([]));
    return answerKeyed(reply, { body, replayed: batch.stored === 0 && batch.replayed > 0 });
  }
}
