-- Written by `npm run sync`: what the service sends to PostgreSQL to log in.

INSERT INTO login_attempts AS a (provider, username, address, last_success_at) VALUES ($1, $2, $3, now())
ON CONFLICT (provider, username, address) DO UPDATE SET last_success_at = now(), bad_attempts = 0, locked_until = NULL
 WHERE a.locked_until IS NULL OR a.locked_until <= now()
