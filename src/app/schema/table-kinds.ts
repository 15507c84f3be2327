/**
 * How each table would be spread over the nodes of a Citus cluster, which nobody has tried (`docs/scaling.md`). A test compares
 * these lists with the database's catalogue, and holds the keys of distributed tables to `bank_id` first.
 */

/** To be split by `bank_id`: it comes first in their primary, unique and foreign keys. */
export const DISTRIBUTED_TABLES = ['customers', 'idempotency_keys', 'message_access_records', 'messages', 'user_customer_links'] as const;

/** Not split, so that any table may refer to them: copied to every node, or on one. */
export const REFERENCE_TABLES = [
  'api_collection_endpoints',
  'api_collections',
  'audit_records',
  'authentication_type_validations',
  'banks',
  'call_limits',
  'consumers',
  'entitlement_requests',
  'entitlements',
  'json_schema_validations',
  'key_checks',
  'login_attempts',
  'message_id_leads',
  'oauth_access_tokens',
  'oauth_nonces',
  'oauth_request_tokens',
  'password_resets',
  'refused_calls',
  'scopes',
  'sessions',
  'user_invitations',
  'users',
] as const;
