-- Written by `npm run sync`: what the service sends to PostgreSQL to log in.

SELECT bank_id FROM customers WHERE NOT is_searchable LIMIT 1
