-- Written by `npm run sync`: what the service sends to PostgreSQL to log in.

SELECT COALESCE(bool_or(a.address = $3 AND a.locked_until > now()), false) AS locked,
       COALESCE(bool_or(a.address = $3 AND a.last_success_at > now() - interval '30 days'), false) AS known,
       COALESCE(sum(a.bad_attempts) FILTER (WHERE a.last_failure_at > now() - $4 * interval '1 minute'), 0)::int AS with_name,
       (SELECT COALESCE(sum(b.bad_attempts), 0)::int FROM login_attempts b
         WHERE b.address = $3 AND b.last_failure_at > now() - $4 * interval '1 minute') AS from_address
  FROM login_attempts a WHERE a.provider = $1 AND a.username = $2
