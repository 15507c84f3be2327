/**
 * SQL that says whether the user of row `u` of `users` is locked: by an administrator, or for a time by bad logins from
 * any address (contract section 3.7).
 */
export const IS_LOCKED = `(u.locked_at IS NOT NULL OR EXISTS (
  SELECT 1 FROM login_attempts a WHERE a.provider = u.provider AND a.username = lower(u.username) AND a.locked_until > now()))`;
