-- Written by `npm run sync`: what the service sends to PostgreSQL to create a batch with an Idempotency-Key.

SELECT customer_id FROM customers WHERE bank_id = $1 AND customer_id = ANY ($2)
