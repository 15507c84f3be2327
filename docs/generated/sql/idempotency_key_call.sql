-- Written by `npm run sync`: what the service sends to PostgreSQL to repeat a create with its Idempotency-Key.

SELECT replace(fingerprint::text, '-', '') AS fingerprint, message_id
  FROM idempotency_keys
 WHERE bank_id = $1 AND (key_hash = $2 OR key_hash = $3 AND fingerprint = $4::uuid) AND expires_at > now()
 ORDER BY key_hash = $2 DESC
 LIMIT 1
