/**
 * How each table is spread over the nodes of a Citus cluster (`docs/scaling.md`). A test compares these lists with the database's
 * catalogue, and checks that keys and foreign keys follow the kinds.
 */

/**
 * Split by `bank_id`, the rows of one bank together: it comes first in their primary, unique and foreign keys. Everything that grows with
 * messages is of this kind. They refer to each other and to reference tables, never to local ones.
 */
export const DISTRIBUTED_TABLES = [
  'customer_search_terms',
  'customers',
  'deliveries',
  'delivery_attempts',
  'delivery_parts',
  'delivery_preferences',
  'delivery_queue',
  'delivery_recipient_days',
  'delivery_receipts',
  'idempotency_keys',
  'message_access_records',
  'message_read_marks',
  'message_reads',
  'messages',
  'scheduled_messages',
  'suppressions',
  'user_customer_links',
] as const;

/** Copied to every node, so that distributed tables may refer to them: a write goes to all nodes. */
export const REFERENCE_TABLES = ['banks'] as const;

/** Only on the coordinator. */
export const LOCAL_TABLES = [
  'api_collection_endpoints',
  'api_collections',
  'audit_records',
  'authentication_type_validations',
  'call_limits',
  'consumers',
  'delivery_provider_health',
  'delivery_providers',
  'delivery_retention',
  'delivery_routes',
  'delivery_settings',
  'entitlement_decisions',
  'entitlement_requests',
  'entitlements',
  'json_schema_validations',
  'key_checks',
  'login_attempts',
  'message_id_leads',
  'message_template_versions',
  'message_templates',
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
