-- Written by `npm run sync`: what the service sends to PostgreSQL to take deliveries out of the queue.

WITH due AS (
  SELECT q.delivery_id, q.lease_token IS NOT NULL AS is_interrupted, q.provider_id AS held_for
    FROM delivery_queue q
   WHERE q.bank_id = $1 AND q.lane = $2 AND q.due_at <= now() + interval '1 millisecond' AND (q.lease_until IS NULL OR q.lease_until <= now())
     AND (NOT $5::bool OR q.expires_at <= now())
   ORDER BY q.due_at
   LIMIT $3
     FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE delivery_queue q SET lease_token = $4, lease_until = now() + 60 * interval '1 second', provider_id = $6
    FROM due
   WHERE q.bank_id = $1 AND q.delivery_id = due.delivery_id
  RETURNING q.*, due.is_interrupted, due.held_for
)
SELECT c.delivery_id, c.message_id, c.customer_id, c.tries, c.attempts, c.repeats, c.send_number, c.expires_at <= now() AS is_expired,
       c.is_interrupted, c.held_for, m.message, m.from_department, m.from_person, m.date, cu.mobile_phone_number, cu.email
  FROM claimed c
  LEFT JOIN messages m ON m.bank_id = $1 AND m.customer_id = c.customer_id AND m.message_id = c.message_id
  LEFT JOIN customers cu ON cu.bank_id = $1 AND cu.customer_id = c.customer_id
 ORDER BY c.due_at
