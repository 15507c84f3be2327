-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message.

SELECT transport, channel, providers FROM delivery_routes WHERE bank_id = $1
