import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import { CacheInvalidation } from '../../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { FreshCache } from '../../../platform/database/fresh-cache.js';
import type { Failing } from './circuit.js';

/** Providers that are remembered at most. */
const CAPACITY = 10_000;
/** Milliseconds until one message is let through to see. */
export const REST = 15_000;
/** Seconds for which a process may take to see; after that it is lost, and another may. */
const PROBE_SECONDS = 120;

/** What all processes know of a provider. Times are those of `performance.now()`. */
export interface ProviderState {
  readonly isOpen: boolean;
  /** When one message may be let through. */
  readonly restsUntil: number;
  /** When the circuit was opened or closed last; -Infinity for never. */
  readonly changedAt: number;
  /** Whether it has asked for fewer messages. */
  readonly isSlowed: boolean;
}

const FIND: Statement = {
  name: 'delivery_provider_state',
  text: `
    SELECT is_open, (extract(epoch FROM rests_until - now()) * 1000)::float8 AS rests,
           (extract(epoch FROM now() - changed_at) * 1000)::float8 AS since, rate IS NOT NULL AS is_slowed
      FROM delivery_provider_health WHERE bank_id = $1 AND provider_id = $2`,
};

const OPEN = `
  INSERT INTO delivery_provider_health AS h (bank_id, provider_id, is_open, changed_at, reason, failures, rests_until)
  VALUES ($1, $2, true, now(), $3, $4, now() + $5 * interval '1 millisecond')
      ON CONFLICT (bank_id, provider_id) DO UPDATE
         SET is_open = true, changed_at = now(), reason = excluded.reason, failures = excluded.failures, rests_until = excluded.rests_until
       WHERE NOT h.is_open
  RETURNING provider_id`;

const CLOSE = `
  UPDATE delivery_provider_health SET is_open = false, changed_at = now()
   WHERE bank_id = $1 AND provider_id = $2 AND is_open RETURNING reason`;

/** One process of all has it. */
const PROBE: Statement = {
  name: 'delivery_provider_probe',
  text: `
    UPDATE delivery_provider_health SET rests_until = now() + ${PROBE_SECONDS} * interval '1 second'
     WHERE bank_id = $1 AND provider_id = $2 AND is_open AND rests_until <= now() RETURNING provider_id`,
};

const REST_AGAIN: Statement = {
  name: 'delivery_provider_rest',
  text: `
    UPDATE delivery_provider_health SET rests_until = now() + $3 * interval '1 millisecond'
     WHERE bank_id = $1 AND provider_id = $2 AND is_open`,
};

/** A process does it, on behalf of nobody. */
const NOBODY: Actor = { userId: '', consumerId: '', correlationId: '', requestId: '' };

const keyOf = (bankId: string, providerId: string): string => `${bankId}/${providerId}`;

/** The circuits of providers as all processes share them. They are read only where somebody is about to send, so that an idle fleet asks for none. */
@Injectable()
export class ProviderStates {
  private readonly known: FreshCache<ProviderState, never>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<ProviderState, never>(changes, { capacity: CAPACITY, load: (key) => this.read(key) });
  }

  /** Less than a second old. */
  of(bankId: string, providerId: string): ProviderState | Promise<ProviderState> {
    return this.known.get(keyOf(bankId, providerId));
  }

  /** Opens the circuit for all, unless another process was faster. */
  async open(bankId: string, providerId: string, { reason, codes }: Failing): Promise<void> {
    await this.audit.perform(NOBODY, async ({ manager, record }) => {
      const rows = await manager.query<unknown[]>(OPEN, [bankId, providerId, reason, JSON.stringify(codes), REST]);
      if (rows.length === 0) return;
      await record({ action: 'provider.circuit_opened', subjectId: providerId, bankId, after: { reason, failures: codes } });
    });
  }

  async close(bankId: string, providerId: string): Promise<void> {
    await this.audit.perform(NOBODY, async ({ manager, record }) => {
      const [rows] = await manager.query<[{ reason: string }[], number]>(CLOSE, [bankId, providerId]);
      const [row] = rows;
      if (row === undefined) return;
      await record({ action: 'provider.circuit_closed', subjectId: providerId, bankId, before: { reason: row.reason } });
    });
  }

  /** Whether this process may let one message through: no other one does. */
  async probe(bankId: string, providerId: string): Promise<boolean> {
    const taken = (await this.database.query(PROBE, [bankId, providerId])).length > 0;
    await this.known.loadAnew(keyOf(bankId, providerId));
    return taken;
  }

  /** @param milliseconds until somebody may try again. */
  async rest(bankId: string, providerId: string, milliseconds: number): Promise<void> {
    await this.database.query(REST_AGAIN, [bankId, providerId, milliseconds]);
    await this.known.loadAnew(keyOf(bankId, providerId));
  }

  private async read(key: string): Promise<ProviderState> {
    const [bankId = '', providerId = ''] = key.split('/');
    const asked = performance.now();
    const [row] = await this.database.query<{ is_open: boolean; rests: number; since: number | null; is_slowed: boolean }>(FIND, [
      bankId,
      providerId,
    ]);
    if (row === undefined) return { isOpen: false, restsUntil: 0, changedAt: -Infinity, isSlowed: false };
    const changedAt = row.since === null ? -Infinity : asked - row.since;
    return { isOpen: row.is_open, restsUntil: asked + row.rests, changedAt, isSlowed: row.is_slowed };
  }
}
