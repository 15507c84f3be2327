-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message for a customer that does not exist.

INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
SELECT r.*
  FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) AS r (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
  JOIN customers c ON c.bank_id = r.bank_id AND c.customer_id = r.customer_id
   FOR KEY SHARE OF c
RETURNING message_id
