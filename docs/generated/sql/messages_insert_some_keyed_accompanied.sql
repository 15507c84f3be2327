-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message that is delivered, with an Idempotency-Key.

WITH called AS MATERIALIZED (
      SELECT r.*
        FROM unnest($1::text[], $2::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
          AS r (bank_id, customer_id, message_id, key_hash, fingerprint, earlier_hash)
        JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
         FOR KEY SHARE OF c
    ), won AS (
      INSERT INTO idempotency_keys AS k (bank_id, key_hash, fingerprint, message_id, expires_at)
      SELECT bank_id, key_hash, fingerprint, message_id, $14::timestamptz
        FROM called r
       WHERE pg_try_advisory_xact_lock(36, uuid_hash(COALESCE($16::uuid, key_hash))) AND NOT EXISTS (
  SELECT 1 FROM idempotency_keys e
   WHERE e.bank_id = r.bank_id AND e.key_hash = r.earlier_hash AND e.fingerprint = r.fingerprint AND e.expires_at > $15::timestamptz)
          ON CONFLICT (bank_id, key_hash) DO UPDATE
             SET fingerprint = excluded.fingerprint, message_id = excluded.message_id, expires_at = excluded.expires_at
           WHERE k.expires_at <= $15::timestamptz
      RETURNING message_id
    ), stored AS (
    INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
    SELECT r.*
      FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) AS r (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
      JOIN won USING (message_id)
     RETURNING bank_id, message_id), 
    delivered AS (
      INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, ended_at, send_at, expires_at, reference, metadata)
      SELECT 
  s.bank_id, r.message_id, r.delivery_id, r.customer_id, r.channel, r.class,
  CASE WHEN r.channel = 'inbox' THEN 'delivered' ELSE 'queued' END, CASE WHEN r.channel = 'inbox' THEN now() END, r.send_at,
  COALESCE(r.expires_at, COALESCE(r.send_at, now()) + r.lives * interval '1 second'), r.reference, r.metadata
        FROM unnest($17::uuid[], $18::uuid[], $19::text[], $20::text[], $21::text[], $22::timestamptz[], $23::timestamptz[], $24::int[], $25::text[], $26::jsonb[]) AS r (message_id, delivery_id, customer_id, channel, class, send_at, expires_at, lives, reference, metadata) JOIN stored s USING (message_id)
      RETURNING bank_id, delivery_id, message_id, customer_id, channel, class, send_at, expires_at
    ), queued AS (
      INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
      SELECT bank_id, delivery_id, message_id, customer_id, channel || ':' || class, COALESCE(send_at, now()), expires_at FROM delivered
       WHERE channel <> 'inbox'
    ) SELECT message_id FROM stored
