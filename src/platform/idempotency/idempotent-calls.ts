import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';
import { ObpError } from '../errors/obp-error.js';
import type { IdempotencyKey } from './idempotency-key.check.js';

/** Who chose a key: two users of one consumer may choose the same. */
export interface KeyOwner {
  readonly bankId: string;
  readonly consumerId: string;
  readonly userId: string;
}

/** A call with a key, which is unique per user, consumer, bank and operation. */
export interface IdempotentCall {
  readonly bankId: string;
  /** 128 bits of SHA-256 of bank, consumer, user, operation and key, as hex. */
  readonly keyHash: string;
  /**
   * The same without the user, as it was stored before keys were scoped to users: a call from that time is not carried out again when it is
   * repeated now. For one release; then no such row is left.
   */
  readonly earlierHash: string;
  /** The same, of the request. */
  readonly fingerprint: string;
}

/** @param asked everything that a repeat must have in common with the first call, besides its user. */
export const keyedCall = (
  { bankId, consumerId, userId }: KeyOwner,
  { operationId, key }: IdempotencyKey,
  asked: readonly string[],
): IdempotentCall => ({
  bankId,
  keyHash: digest([bankId, consumerId, userId, operationId, key]),
  earlierHash: digest([bankId, consumerId, operationId, key]),
  fingerprint: digest([userId, ...asked]),
});

const digest = (parts: readonly string[]): string => hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);

const FIRST_CALL: Statement = {
  name: 'idempotency_key_call',
  text: `
    SELECT replace(fingerprint::text, '-', '') AS fingerprint, message_id
      FROM idempotency_keys
     WHERE bank_id = $1 AND (key_hash = $2 OR key_hash = $3 AND fingerprint = $4::uuid) AND expires_at > now()
     ORDER BY key_hash = $2 DESC
     LIMIT 1`,
};

/** What an earlier call with a key has done. */
export interface EarlierCall {
  readonly fingerprint: string;
  /** The id of the message that it stored. */
  readonly messageId: string;
}

const EARLIER_CALLS: Statement = {
  name: 'idempotency_key_calls',
  text: `
    SELECT replace(key_hash::text, '-', '') AS key_hash, replace(fingerprint::text, '-', '') AS fingerprint, message_id
      FROM idempotency_keys
     WHERE bank_id = $1 AND key_hash = ANY ($2::uuid[]) AND expires_at > now()`,
};

/** The result of a call: done now, or a repeat of an earlier one. */
export type Once<Result> = { readonly replayed: false; readonly result: Result } | { readonly replayed: true; readonly messageId: string };

/** Performs a call with an `Idempotency-Key` once, however often it is repeated (decision 36). */
@Injectable()
export class IdempotentCalls {
  /** The calls that this process is working on. */
  private readonly running = new Set<string>();

  constructor(private readonly database: Database) {}

  /**
   * @param perform carries out the call and stores the key in one transaction; refuses with OBP-98081 when the key is taken.
   * @returns what `perform` returned, for the first call; the message of the first call, for a repeat.
   * @throws ObpError 409 while the first call is running, here or on another replica; 422 when the key was used for
   * something else; whatever `perform` throws, when no earlier call succeeded. A refusal leaves the key free.
   */
  async runOnce<Result>(
    { bankId, keyHash, earlierHash, fingerprint }: IdempotentCall,
    perform: () => Promise<Result>,
  ): Promise<Once<Result>> {
    return this.alone(keyHash, async () => {
      try {
        return { replayed: false, result: await perform() };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        // A repeat gets the same answer, even if the call would no longer be possible.
        const [first] = await this.database.query<{ fingerprint: string; message_id: string }>(FIRST_CALL, [
          bankId,
          keyHash,
          earlierHash,
          fingerprint,
        ]);
        if (first === undefined) throw error;
        if (first.fingerprint !== fingerprint) throw new ObpError('IdempotencyKeyReused');
        return { replayed: true, messageId: first.message_id };
      }
    });
  }

  /**
   * Runs something while nothing else in this process works on a call with the same key.
   *
   * @throws ObpError 409 when another call does.
   */
  async alone<Result>(keyHash: string, work: () => Promise<Result>): Promise<Result> {
    if (this.running.has(keyHash)) throw new ObpError('IdempotencyKeyInUse');
    this.running.add(keyHash);
    try {
      return await work();
    } finally {
      this.running.delete(keyHash);
    }
  }

  /** What earlier calls with these keys have done, by the hash of the key. */
  async earlier(bankId: string, keyHashes: readonly string[]): Promise<ReadonlyMap<string, EarlierCall>> {
    const rows = await this.database.query<{ key_hash: string; fingerprint: string; message_id: string }>(EARLIER_CALLS, [
      bankId,
      keyHashes,
    ]);
    return new Map(rows.map(({ key_hash: hash, fingerprint, message_id: messageId }) => [hash, { fingerprint, messageId }]));
  }
}

const isRefusal = (error: unknown): error is ObpError => error instanceof ObpError && error.status < 500;
