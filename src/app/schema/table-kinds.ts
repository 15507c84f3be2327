/**
 * How each table is spread over the nodes of a Citus cluster (`docs/scaling.md`). A test compares these lists with the database's
 * catalogue, and holds keys and foreign keys to what the kinds allow.
 */

/**
 * Split by `bank_id`, the rows of one bank together: it comes first in their primary, unique and foreign keys. All that grows with
 * messages is of this kind. They refer to each other and to reference tables, and to no local one.
 */
export const DISTRIBUTED_TABLES = [
  'customers',
  'deliveries',
  'delivery_attempts',
  'delivery_parts',
  'delivery_queue',
  'delivery_receipts',
  'idempotency_keys',
  'message_access_records',
  'messages',
  'user_customer_links',
] as const;

/** Copied to every node, so that distributed tables may refer to them: a write goes to all nodes. */
export const REFERENCE_TABLES = ['banks'] as const;

/** On the coordinator alone. */
export const LOCAL_TABLES = [
  'api_collection_endpoints',
  'api_collections',
  'audit_records',
  'authentication_type_validations',
  'call_limits',
  'consumers',
  'delivery_providers',
  'delivery_routes',
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
