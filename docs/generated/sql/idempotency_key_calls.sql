-- Written by `npm run sync`: what the service sends to PostgreSQL to create a batch with an Idempotency-Key.

SELECT replace(key_hash::text, '-', '') AS key_hash, replace(fingerprint::text, '-', '') AS fingerprint, message_id
  FROM idempotency_keys
 WHERE bank_id = $1 AND key_hash = ANY ($2::uuid[]) AND expires_at > now()
