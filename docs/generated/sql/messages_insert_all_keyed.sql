-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message with an Idempotency-Key.

  WITH stored AS (
    INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
  )
  INSERT INTO idempotency_keys (bank_id, key_hash, fingerprint, message_id, expires_at)
  SELECT bank_id, key_hash, CASE WHEN pg_try_advisory_xact_lock(36, uuid_hash(COALESCE($16::uuid, key_hash))) AND NOT EXISTS (
SELECT 1 FROM idempotency_keys e
 WHERE e.bank_id = r.bank_id AND e.key_hash = r.earlier_hash AND e.fingerprint = r.fingerprint AND e.expires_at > $15::timestamptz) THEN fingerprint END, message_id, $14::timestamptz
    FROM unnest($1::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
      AS r (bank_id, message_id, key_hash, fingerprint, earlier_hash)
