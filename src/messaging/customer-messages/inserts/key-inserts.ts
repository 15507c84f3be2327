import type { EntityManager } from 'typeorm';
import { idsOf, type KeyedMessageRow, keyTimes, type Stored } from './message-inserts.js';

/**
 * Stores the new keys of existing customers. If another transaction is storing a key, this waits for it, in the order of the keys, so that
 * two statements never wait for each other: advisory locks are volatile functions, which Citus does not accept here.
 */
const INSERT_KEYS = `
  INSERT INTO idempotency_keys AS k (bank_id, key_hash, fingerprint, message_id, expires_at)
  SELECT c.bank_id, r.key_hash, r.fingerprint, r.message_id, $7::timestamptz
    FROM customers c
    JOIN unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) AS r (customer_id, message_id, key_hash, fingerprint, earlier_hash)
      ON r.customer_id = c.customer_id
   WHERE c.bank_id = $1
     AND NOT EXISTS (
       SELECT 1 FROM idempotency_keys e
        WHERE e.bank_id = $1 AND e.key_hash = r.earlier_hash AND e.fingerprint = r.fingerprint AND e.expires_at > $8::timestamptz)
   ORDER BY r.key_hash
     FOR KEY SHARE OF c
      ON CONFLICT (bank_id, key_hash) DO UPDATE
         SET fingerprint = excluded.fingerprint, message_id = excluded.message_id, expires_at = excluded.expires_at
       WHERE k.expires_at <= $8::timestamptz
  RETURNING message_id`;

/**
 * Stores the keys of calls in the transaction that stores what they ask for. An expired key counts as new.
 *
 * @param rows of one bank.
 * @param seconds for which a key is kept.
 * @returns the ids of those whose key was not taken, and whose customer exists.
 */
export async function storeKeys(
  manager: EntityManager,
  bankId: string | undefined,
  rows: readonly KeyedMessageRow[],
  seconds: number,
): Promise<ReadonlySet<string>> {
  const { now, expires } = keyTimes(seconds);
  return idsOf(
    await manager.query<Stored[]>(INSERT_KEYS, [
      bankId,
      rows.map(({ row }) => row.customer_id),
      rows.map(({ row }) => row.message_id),
      rows.map(({ call }) => call.keyHash),
      rows.map(({ call }) => call.fingerprint),
      rows.map(({ call }) => call.earlierHash),
      expires.toISOString(),
      now.toISOString(),
    ]),
  );
}
