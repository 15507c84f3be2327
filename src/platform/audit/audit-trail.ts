import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { CacheInvalidation, CHANGES_CHANNEL } from '../database/cache-invalidation.js';
import { Database } from '../database/database.js';
import { AuditRecord } from './audit-record.entity.js';

/** On whose behalf something is done; `@CurrentActor()` gives it to a controller's method. */
export interface Actor {
  /** Empty for an anonymous caller. */
  readonly userId: string;
  readonly consumerId: string;
  readonly correlationId: string;
  /** Ours, which no caller can choose (`requestIdOf`). */
  readonly requestId: string;
}

export interface AuditEntry {
  /** What was done, as `subject.past_participle`: `entitlement.granted`, `user.locked`. */
  readonly action: `${string}.${string}`;
  readonly subjectId: string;
  readonly bankId?: string;
  /** Whether the subject was just created: then no cache can hold it, and none is invalidated. */
  readonly isNew?: boolean;
  /** The changed facts, before and after; without secrets, and with no more personal data than the act needs. */
  readonly before?: object;
  readonly after?: object;
}

/** A transaction that leaves a trace. */
export interface Act {
  readonly manager: EntityManager;
  /** @param by the actor, if only the transaction can find out who that is. */
  record(entry: AuditEntry, by?: Pick<Actor, 'userId' | 'consumerId'>): Promise<void>;
}

/** Keeps the append-only record of who granted, revoked, locked, deleted, created, changed or exported what, and who signed in and out. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly changes: CacheInvalidation,
  ) {}

  /**
   * Runs `work` in one transaction with its audit records: what was done and that it was done are stored together or
   * not at all. Afterwards all replicas drop what they have cached about users, roles, consumers and banks.
   *
   * @example
   * ```ts
   * await this.audit.perform(actor, async ({ manager, record }) => {
   *   await manager.update(User, { userId }, { lockedAt: new Date() });
   *   await record({ action: 'user.locked', subjectId: userId });
   * });
   * ```
   */
  async perform<Result>(actor: Actor, work: (act: Act) => Promise<Result>): Promise<Result> {
    let changed = false;
    const result = await this.database.transaction((manager) =>
      work({
        manager,
        record: (entry, by) => {
          changed ||= entry.isNew !== true;
          return write(manager, { ...actor, ...by }, entry);
        },
      }),
    );
    if (changed) this.changes.invalidateLocally();
    return result;
  }
}

async function write(
  manager: EntityManager,
  actor: Actor,
  { action, subjectId, bankId = '', isNew = false, before, after }: AuditEntry,
): Promise<void> {
  await manager.insert(AuditRecord, {
    auditRecordId: uuidv7(),
    at: new Date(),
    actorUserId: actor.userId,
    actorConsumerId: actor.consumerId,
    correlationId: actor.correlationId,
    requestId: actor.requestId,
    action,
    subjectType: action.slice(0, action.indexOf('.')),
    subjectId,
    bankId,
    before: before ?? null,
    after: after ?? null,
  });
  if (!isNew) await manager.query('SELECT pg_notify($1, $2)', [CHANGES_CHANNEL, action]);
}
