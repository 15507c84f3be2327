import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';
import { ObpError } from '../obp/errors/obp-error.js';
import type { IdempotencyKey } from './idempotency-key.check.js';

/** A call with a key, which is unique to consumer, bank and operation. */
export interface KeyedCall {
  readonly bankId: string;
  /** SHA-256 of bank, consumer, operation and key. */
  readonly keyHash: Buffer;
  /** SHA-256 of what is asked. */
  readonly fingerprint: Buffer;
}

/** @param asked everything that a repeat has to have in common with the first call. */
export const keyedCall = (
  bankId: string,
  consumerId: string,
  { operationId, key }: IdempotencyKey,
  asked: readonly string[],
): KeyedCall => ({
  bankId,
  keyHash: digest([bankId, consumerId, operationId, key]),
  fingerprint: digest(asked),
});

const digest = (parts: readonly string[]): Buffer => hash('sha256', JSON.stringify(parts), 'buffer');

export interface KeyedAnswer<Body> {
  readonly body: Body;
  /** Whether it is the stored answer of an earlier call. */
  readonly replayed: boolean;
}

const FIRST_ANSWER: Statement = {
  name: 'idempotency_key_answer',
  text: `
    SELECT fingerprint, response_body
      FROM idempotency_keys
     WHERE bank_id = $1 AND key_hash = $2 AND expires_at > now()`,
};

/** Answers a call with an `Idempotency-Key` once, and its repeats with the same answer (decision 36). */
@Injectable()
export class KeyedCalls {
  /** The calls that this process is working on. */
  private readonly running = new Set<string>();

  constructor(private readonly database: Database) {}

  /**
   * @param perform does what is asked and stores the key in one transaction, with the answer that it returns; refuses
   * with OBP-98081 when the key is taken.
   * @throws ObpError 409 while the first call is running, here or on another replica; 422 when the key was used for
   * something else; what `perform` refuses with, when no earlier call succeeded. A refusal leaves the key free.
   */
  async once<Body>(call: KeyedCall, perform: () => Promise<Body>): Promise<KeyedAnswer<Body>> {
    const id = call.keyHash.toString('latin1');
    if (this.running.has(id)) throw new ObpError('IdempotencyKeyInUse');
    this.running.add(id);
    try {
      return { body: await perform(), replayed: false };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // What was possible once is answered as it was then, even if it is no longer possible.
      return await this.replay<Body>(call, error);
    } finally {
      this.running.delete(id);
    }
  }

  private async replay<Body>(call: KeyedCall, refusal: ObpError): Promise<KeyedAnswer<Body>> {
    const [first] = await this.database.query<{ fingerprint: Buffer; response_body: Body }>(FIRST_ANSWER, [call.bankId, call.keyHash]);
    if (first === undefined) throw refusal;
    if (!first.fingerprint.equals(call.fingerprint)) throw new ObpError('IdempotencyKeyReused');
    return { body: first.response_body, replayed: true };
  }
}

const isRefusal = (error: unknown): error is ObpError => error instanceof ObpError && error.status < 500;
