-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message that is delivered.

WITH stored AS (
    INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
    SELECT r.*
      FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) AS r (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
      JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
       FOR KEY SHARE OF c
     RETURNING bank_id, message_id), 
    delivered AS (
      INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, ended_at, send_at, expires_at, reference, metadata)
      SELECT 
  s.bank_id, r.message_id, r.delivery_id, r.customer_id, r.channel, r.class,
  CASE WHEN r.channel = 'inbox' THEN 'delivered' ELSE 'queued' END, CASE WHEN r.channel = 'inbox' THEN now() END, r.send_at,
  COALESCE(r.expires_at, COALESCE(r.send_at, now()) + r.lives * interval '1 second'), r.reference, r.metadata
        FROM unnest($11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::timestamptz[], $17::timestamptz[], $18::int[], $19::text[], $20::jsonb[]) AS r (message_id, delivery_id, customer_id, channel, class, send_at, expires_at, lives, reference, metadata) JOIN stored s USING (message_id)
      RETURNING bank_id, delivery_id, message_id, customer_id, channel, class, send_at, expires_at
    ), queued AS (
      INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
      SELECT bank_id, delivery_id, message_id, customer_id, channel || ':' || class, COALESCE(send_at, now()), expires_at FROM delivered
       WHERE channel <> 'inbox'
    ) SELECT message_id FROM stored
