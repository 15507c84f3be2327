import type { Statement } from '../../../platform/database/database.js';

/** A lock has ended, or the last failure was so long ago that counting starts again; `$4` are minutes. */
export const LAPSED = `COALESCE(a.locked_until, a.last_failure_at + $4 * interval '1 minute', '-infinity') <= now()`;

/** Locks from everywhere that are recorded and still last. */
const SAID = `
  SELECT 1 FROM audit_records r
   WHERE r.subject_type = 'user' AND r.subject_id = c.user_id AND r.action = 'user.locked' AND r.at > now() - $4 * interval '1 minute'
     AND r.after @> '{"by":"bad logins","address":""}'`;

/**
 * Counts a bad login; parameters: provider, name in lower case, address, minutes, maximum bad logins at an address, and from everywhere,
 * correlation id, request id, and ids of two audit records.
 *
 * One statement, so that concurrent failures are all counted, on any replica. A user's lock is recorded with the failure that began it: one
 * at the address, and one from everywhere, whose address is empty. Unknown names are not recorded, since strangers could invent any number.
 */
export const COUNT_BAD_LOGIN: Statement = {
  name: 'count_bad_login',
  text: `
    WITH counted AS (
      INSERT INTO login_attempts AS a (provider, username, address, bad_attempts, last_failure_at) VALUES ($1, $2, $3, 1, now())
      ON CONFLICT (provider, username, address) DO UPDATE SET
        bad_attempts = CASE WHEN ${LAPSED} THEN 1 ELSE a.bad_attempts + 1 END,
        last_failure_at = now(),
        locked_until = CASE WHEN ${LAPSED} THEN NULL
                            WHEN a.locked_until IS NOT NULL THEN a.locked_until
                            WHEN a.bad_attempts >= $5 THEN now() + $4 * interval '1 minute' END
      RETURNING a.bad_attempts, a.locked_until, COALESCE(a.locked_until = now() + $4 * interval '1 minute', false) AS locks
    ), concerned AS (
      SELECT u.user_id, counted.*,
             bad_attempts + (SELECT COALESCE(sum(b.bad_attempts), 0)::int FROM login_attempts b
                              WHERE b.provider = $1 AND b.username = $2 AND b.address <> $3
                                AND b.last_failure_at > now() - $4 * interval '1 minute') AS with_name
        FROM counted JOIN users u ON u.provider = $1 AND lower(u.username) = $2 AND u.password_hash IS NOT NULL AND NOT u.is_deleted
    )
    INSERT INTO audit_records (audit_record_id, actor_user_id, actor_consumer_id, correlation_id, request_id, action, subject_type, subject_id, after)
    SELECT lock.id, '', '', $7, $8, 'user.locked', 'user', c.user_id,
           jsonb_build_object('by', 'bad logins', 'address', lock.address, 'bad_attempts', lock.attempts, 'locked_until', lock.until)
      FROM concerned c
     CROSS JOIN LATERAL (VALUES
       ($9::uuid, c.locks, $3::text, c.bad_attempts, c.locked_until),
       ($10::uuid, CASE WHEN c.with_name > $6 THEN NOT EXISTS (${SAID}) END, '', c.with_name, NULL)
     ) AS lock (id, begins, address, attempts, until)
     WHERE lock.begins`,
};
