-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message.

SELECT s.session_id, s.authentication_type, s.expires_at, (s.revoked_at IS NOT NULL OR COALESCE(s.created_at <= c.tokens_revoked_at, false)) AS revoked,
       u.user_id, u.provider, u.username, u.email, u.is_deleted, u.is_super_admin, u.locked_at IS NOT NULL AS is_locked,
       c.consumer_id, c.is_active,
       (SELECT jsonb_agg(l) FROM call_limits l WHERE l.consumer_id = c.consumer_id) AS call_limits,
       ARRAY(SELECT e.role_name || '@' || e.bank_id FROM entitlements e WHERE e.user_id = s.user_id) AS roles,
       '{}'::text[] AS scopes
  FROM sessions s
  JOIN users u ON u.user_id = s.user_id
  JOIN consumers c ON c.consumer_id = s.consumer_id
 WHERE s.session_id = $1
