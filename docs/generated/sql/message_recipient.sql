-- Written by `npm run sync`: what the service sends to PostgreSQL to repeat a create with its Idempotency-Key.

SELECT u.user_id, u.is_deleted
  FROM customers c
  LEFT JOIN user_customer_links l ON l.bank_id = c.bank_id AND l.customer_id = c.customer_id
  LEFT JOIN users u ON u.user_id = l.user_id
 WHERE c.bank_id = $1 AND c.customer_id = $2
 ORDER BY u.is_deleted, l.user_customer_link_id
 LIMIT 1
