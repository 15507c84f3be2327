-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message that is delivered, with an Idempotency-Key.

WITH stored AS (INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) RETURNING bank_id, customer_id, message_id), 
    delivered AS (
      INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, route, status, ended_at, send_at, expires_at, reference, metadata, template_id, template_version)
      SELECT 
        m.bank_id, message_id, delivery_id, customer_id, p.channel, p.class, p.route,
        CASE WHEN p.channel = 'inbox' THEN 'delivered' ELSE 'queued' END, CASE WHEN p.channel = 'inbox' THEN now() END, p.send_at,
        COALESCE(p.expires_at, COALESCE(p.send_at, now()) + p.lives * interval '1 second'), p.reference, p.metadata, p.template_id, p.template_version
        FROM unnest($17::uuid[], $18::uuid[], $19::int[]) AS r (message_id, delivery_id, plan)
        JOIN unnest($20::text[], $21::text[], $22::text[], $23::timestamptz[], $24::timestamptz[], $25::int[], $26::text[], $27::jsonb[], $28::text[], $29::int[]) WITH ORDINALITY AS p (channel, class, route, send_at, expires_at, lives, reference, metadata, template_id, template_version, plan) USING (plan)
        JOIN stored m USING (message_id)
      RETURNING bank_id, delivery_id, message_id, customer_id, channel, class, route, send_at, expires_at
    ), queued AS (
      INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
      SELECT bank_id, delivery_id, message_id, customer_id, channel || ':' || class || CASE WHEN route = '' THEN '' ELSE ':' || route END, COALESCE(send_at, now()), expires_at FROM delivered
       WHERE channel <> 'inbox'
    ) 
    INSERT INTO idempotency_keys (bank_id, key_hash, fingerprint, message_id, expires_at)
    SELECT bank_id, key_hash, CASE WHEN pg_try_advisory_xact_lock(36, uuid_hash(COALESCE($16::uuid, key_hash))) AND NOT EXISTS (
  SELECT 1 FROM idempotency_keys e
   WHERE e.bank_id = r.bank_id AND e.key_hash = r.earlier_hash AND e.fingerprint = r.fingerprint AND e.expires_at > $15::timestamptz) THEN fingerprint END, message_id, $14::timestamptz
      FROM unnest($1::text[], $3::uuid[], $11::uuid[], $12::uuid[], $13::uuid[])
        AS r (bank_id, message_id, key_hash, fingerprint, earlier_hash)
