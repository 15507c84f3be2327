import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { stopNewOnes } from '../sessions/end-sessions.js';
import { Consumer } from './consumer.entity.js';
import { consumerNotFound } from './consumers.service.js';
import { alternativeName, randomCredential } from './new-consumer.js';
import { type PreviousSecret, stillGood } from './previous-secrets.js';
import { SecretBox } from '../../platform/keys/secret-box.js';

/** Hours for which a replaced secret stays valid: the default and the maximum. */
export const OVERLAP = { usual: 24, most: 720 };
/** Maximum replaced secrets that are valid at the same time: each is tried on a signature that the others do not match. */
const MOST_PREVIOUS = 4;

/** A new secret, shown only this once. */
export interface RotatedSecret {
  readonly consumer: Consumer;
  readonly secret: string;
  /** When the last of the replaced ones ends; null if none is valid any more. */
  readonly previousExpireAt: Date | null;
}

/** Changes an application's credentials after they were created (decision 56). */
@Injectable()
export class ConsumerCredentials {
  constructor(
    private readonly audit: AuditTrail,
    private readonly box: SecretBox,
  ) {}

  /**
   * Replaces the secret. The previous one stays valid for `overlapHours`; with 0 all earlier ones end at once.
   *
   * @throws ObpError OBP-10001 (400) for invalid hours, OBP-98154 (409) while too many earlier ones are valid, OBP-30019 (404).
   */
  rotate(actor: Actor, consumerId: string, overlapHours = OVERLAP.usual): Promise<RotatedSecret> {
    if (!(Number.isInteger(overlapHours) && overlapHours >= 0 && overlapHours <= OVERLAP.most))
      throw new ObpError('InvalidJson', ` The field overlap_hours must be a whole number from 0 to ${OVERLAP.most}.`);
    return this.audit.perform(actor, async ({ manager, record }) => {
      const consumer = await locked(manager, consumerId);
      const secret = randomCredential();
      const previousSecrets = overlapHours === 0 ? [] : replaced(consumer, overlapHours);
      await manager.update(Consumer, { consumerId }, { secret: this.box.seal(secret, consumerId), previousSecrets });
      const ends = previousSecrets.map(({ expires_at: expiresAt }) => Date.parse(expiresAt));
      const previousExpireAt = ends.length === 0 ? null : new Date(Math.max(...ends));
      await record({
        action: 'consumer.secret_rotated',
        subjectId: consumerId,
        after: { previous_expire_at: previousExpireAt, previous: previousSecrets.length },
      });
      return { consumer, secret, previousExpireAt };
    });
  }

  /**
   * Marks an application as deleted: its key, secrets and sessions end, and its name is free. What was done through it keeps its id.
   *
   * @throws ObpError OBP-30019 (404), also for one that is already deleted.
   */
  delete(actor: Actor, consumerId: string): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const { name, isActive } = await locked(manager, consumerId);
      await stopNewOnes(manager, 'consumers', consumerId);
      const gone = { deletedAt: new Date(), isActive: false, secret: '', previousSecrets: null, name: alternativeName(name) };
      await manager.update(Consumer, { consumerId }, gone);
      await record({ action: 'consumer.deleted', subjectId: consumerId, before: { app_name: name, enabled: isActive } });
    });
  }
}

/** The row is locked, so that acts on one consumer happen one after the other. */
async function locked(manager: EntityManager, consumerId: string): Promise<Consumer> {
  const where = { consumerId, deletedAt: IsNull() };
  const consumer = await manager.findOne(Consumer, { where, lock: { mode: 'for_no_key_update' } });
  if (consumer === null) throw consumerNotFound(consumerId);
  return consumer;
}

/** Earlier ones keep their end. A client that lost a rotation's answer and asks again ends no secret that is in use. */
function replaced({ secret, previousSecrets }: Consumer, overlapHours: number): PreviousSecret[] {
  const earlier = stillGood(previousSecrets);
  if (secret === '') return earlier; // made by a release that had no secrets
  if (earlier.length >= MOST_PREVIOUS) throw new ObpError('TooManySecrets');
  return [{ secret, expires_at: new Date(Date.now() + overlapHours * 3_600_000).toISOString() }, ...earlier];
}
