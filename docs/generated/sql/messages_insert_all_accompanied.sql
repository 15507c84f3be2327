-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message that is delivered.

WITH stored AS (INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) RETURNING bank_id, customer_id, message_id), 
    delivered AS (
      INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, route, status, ended_at, send_at, expires_at, reference, metadata, template_id, template_version)
      SELECT 
        m.bank_id, message_id, delivery_id, customer_id, p.channel, p.class, p.route,
        CASE WHEN p.channel = 'inbox' THEN 'delivered' ELSE 'queued' END, CASE WHEN p.channel = 'inbox' THEN now() END, p.send_at,
        COALESCE(p.expires_at, COALESCE(p.send_at, now()) + p.lives * interval '1 second'), p.reference, p.metadata, p.template_id, p.template_version
        FROM unnest($11::uuid[], $12::uuid[], $13::int[]) AS r (message_id, delivery_id, plan)
        JOIN unnest($14::text[], $15::text[], $16::text[], $17::timestamptz[], $18::timestamptz[], $19::int[], $20::text[], $21::jsonb[], $22::text[], $23::int[]) WITH ORDINALITY AS p (channel, class, route, send_at, expires_at, lives, reference, metadata, template_id, template_version, plan) USING (plan)
        JOIN stored m USING (message_id)
      RETURNING bank_id, delivery_id, message_id, customer_id, channel, class, route, send_at, expires_at
    ), queued AS (
      INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
      SELECT bank_id, delivery_id, message_id, customer_id, channel || ':' || class || CASE WHEN route = '' THEN '' ELSE ':' || route END, COALESCE(send_at, now()), expires_at FROM delivered
       WHERE channel <> 'inbox'
    ) SELECT WHERE false
