import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { originOf } from '../../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database, type Statement, violatedConstraint } from '../../../platform/database/database.js';
import { DeferredRows } from '../../../platform/database/deferred-rows.js';
import { AccessMonths } from './access-months.js';

/** Records that may wait to be written: enough for a few batches in which every message has a different customer. */
const WAITING = 50_000;
/** Maximum records of one statement: few enough that nobody notices the time to write them. */
const ROWS = 500;

interface AccessRow {
  readonly bank_id: string;
  readonly customer_id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly access_record_id: string;
  readonly operation_id: string;
  readonly user_id: string;
  readonly consumer_id: string;
  readonly session_id: string;
  readonly address: string;
  readonly message_ids: readonly string[];
  readonly listed: number | null;
  readonly request_id: string;
  readonly correlation_id: string;
}

/** A created message, and its customer. */
export interface CreatedMessage {
  readonly customerId: string;
  readonly messageId: string;
}

const COLUMNS = [
  'bank_id, customer_id, at, access_record_id, operation_id, user_id, consumer_id, session_id, address',
  'message_ids, listed, request_id, correlation_id',
].join(', ');

/** PostgreSQL has no arrays of arrays with different lengths: ids are passed as texts. */
const INSERT: Statement = {
  name: 'message_access_records_insert',
  text: `
    INSERT INTO message_access_records (${COLUMNS})
    SELECT bank_id, customer_id, to_timestamp(at / 1000), access_record_id, operation_id, user_id, consumer_id, session_id, address,
           message_ids::uuid[], listed, request_id, correlation_id
      FROM unnest($1::text[], $2::text[], $3::float8[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[],
                  $10::text[], $11::int[], $12::text[], $13::text[]) AS r (${COLUMNS})`,
};

/** Records who reads and creates messages, with `AUDIT_MESSAGES=true` (decision 32); never what they say. */
@Injectable()
export class MessageAccess implements OnModuleInit {
  private readonly rows: DeferredRows<AccessRow> | undefined;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly database: Database,
    private readonly months: AccessMonths,
    @Inject(CONFIG) { auditMessages }: Config,
  ) {
    if (auditMessages)
      this.rows = new DeferredRows('message_access_records', (rows) => this.store(rows), { maxRows: ROWS, maxQueued: WAITING });
  }

  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter?.getInstance<FastifyInstance | undefined>();
    if (this.rows !== undefined && typeof fastify?.addHook === 'function') fastify.addHook('onClose', () => this.rows?.flush());
  }

  /**
   * Messages of the customer in the path, or of all customers of the caller, were shown.
   *
   * @param count how many.
   */
  listed(request: FastifyRequest, count: number): void {
    if (this.rows === undefined) return;
    const { CUSTOMER_ID: customerId = '' } = request.params as { CUSTOMER_ID?: string };
    this.rows.add(rowOf(request, customerId, [], count));
  }

  /** Messages of a bank to customers of the caller were shown, by an operation that names no bank. */
  listedOf(request: FastifyRequest, bankId: string, count: number): void {
    this.rows?.add(rowOf(request, '', [], count, bankId));
  }

  /**
   * Messages of several customers of the bank were shown: a record for each.
   *
   * @param customerIds of each message that was shown.
   */
  listedOfSeveral(request: FastifyRequest, customerIds: readonly string[]): void {
    if (this.rows === undefined) return;
    const counts = new Map<string, number>();
    for (const id of customerIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, count] of counts) this.rows.add(rowOf(request, id, [], count));
  }

  /** Until the records of one more piece of a long answer can wait without any being dropped. */
  async untilThereIsRoom(): Promise<void> {
    await this.rows?.untilHalfEmpty();
  }

  /** A call that stored nothing new leaves no record. */
  created(request: FastifyRequest, messages: readonly CreatedMessage[]): void {
    if (this.rows === undefined || messages.length === 0) return;
    const byCustomer = new Map<string, string[]>();
    for (const { customerId, messageId } of messages) {
      const ids = byCustomer.get(customerId);
      if (ids === undefined) byCustomer.set(customerId, [messageId]);
      else ids.push(messageId);
    }
    for (const [customerId, ids] of byCustomer) this.rows.add(rowOf(request, customerId, ids, null));
  }

  private async store(rows: readonly AccessRow[]): Promise<void> {
    const times = rows.map(({ at }) => at);
    await this.months.make(Math.min(...times), Math.max(...times));
    await this.insert(rows).catch((error: unknown) => {
      // The rows were sent again after a lost answer: a statement stores all of its rows or none. `ON CONFLICT` would add half the cost to
      // each row.
      if (violatedConstraint(error) === undefined) throw error;
    });
  }

  private insert(rows: readonly AccessRow[]): Promise<unknown> {
    return this.database.query(INSERT, [
      rows.map((row) => row.bank_id),
      rows.map((row) => row.customer_id),
      rows.map((row) => row.at),
      rows.map((row) => row.access_record_id),
      rows.map((row) => row.operation_id),
      rows.map((row) => row.user_id),
      rows.map((row) => row.consumer_id),
      rows.map((row) => row.session_id),
      rows.map((row) => row.address),
      rows.map((row) => `{${row.message_ids.join(',')}}`),
      rows.map((row) => row.listed),
      rows.map((row) => row.request_id),
      rows.map((row) => row.correlation_id),
    ]);
  }
}

function rowOf(
  request: FastifyRequest,
  customerId: string,
  messageIds: readonly string[],
  listed: number | null,
  bankId = request.bank?.bankId,
): AccessRow {
  const { principal, routeOptions } = request;
  if (bankId === undefined || principal === undefined) throw new Error(`${String(routeOptions.url)} does not check bank and caller`);
  const { correlationId, requestId, address } = originOf(request);
  return {
    bank_id: bankId,
    customer_id: customerId,
    at: Date.now(),
    access_record_id: randomUUID(),
    operation_id: routeOptions.config.operationId ?? '',
    user_id: principal.user.userId,
    consumer_id: principal.consumer.consumerId,
    session_id: principal.sessionId,
    address,
    message_ids: messageIds,
    listed,
    request_id: requestId,
    correlation_id: correlationId,
  };
}
