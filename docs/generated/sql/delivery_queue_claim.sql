-- Written by `npm run sync`: what the service sends to PostgreSQL to take deliveries out of the queue.

WITH due AS (
  SELECT q.delivery_id, q.lease_token IS NOT NULL AS is_interrupted, q.provider_id AS held_for
    FROM delivery_queue q
   WHERE q.bank_id = $1 AND q.lane = $2 AND q.due_at <= now() + interval '1 millisecond' AND (q.lease_until IS NULL OR q.lease_until <= now())
     AND (NOT $5::bool OR q.expires_at <= now())
     AND (q.lease_token IS NOT NULL OR q.provider_id <> ALL ($7::text[]) OR q.expires_at <= now())
   ORDER BY q.due_at
   LIMIT $3
     FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE delivery_queue q SET lease_token = $4, lease_until = now() + 60 * interval '1 second',
         provider_id = CASE WHEN due.held_for = ANY ($8::text[]) THEN due.held_for ELSE $6 END
    FROM due
   WHERE q.bank_id = $1 AND q.delivery_id = due.delivery_id
  RETURNING q.*, due.is_interrupted, due.held_for
)
SELECT c.delivery_id, c.message_id, c.customer_id, c.tries, c.attempts, c.repeats, c.send_number, c.expires_at <= now() AS is_expired,
       c.is_interrupted, c.held_for, m.message, m.from_department, m.from_person, m.date, cu.mobile_phone_number, cu.email,
       p.mailings_off, p.channels_off, p.time_zone, (SELECT EXISTS (SELECT FROM suppressions WHERE bank_id = $1)) AS has_suppressions,
       (extract(epoch FROM now()) * 1000)::float8 AS claimed_at, (extract(epoch FROM c.expires_at - now()) * 1000)::float8 AS lives_for
  FROM claimed c
  LEFT JOIN LATERAL (SELECT * FROM messages WHERE bank_id = $1 AND customer_id = c.customer_id AND message_id = c.message_id LIMIT 1) m ON true
  LEFT JOIN LATERAL (SELECT * FROM customers WHERE bank_id = $1 AND customer_id = c.customer_id LIMIT 1) cu ON true
  LEFT JOIN LATERAL (SELECT * FROM delivery_preferences WHERE bank_id = $1 AND customer_id = c.customer_id LIMIT 1) p ON true
 ORDER BY c.due_at
