import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { ApiCollectionEndpoint } from '../../documentation/api-collections/api-collection-endpoint.entity.js';
import { ApiCollection } from '../../documentation/api-collections/api-collection.entity.js';
import { AuditRecord } from '../../platform/audit/audit-record.entity.js';
import { RefusedCall } from '../../platform/audit/refusals/refused-call.entity.js';
import { Bank } from '../../access/banks/bank.entity.js';
import { Consumer } from '../../access/consumers/consumer.entity.js';
import { Customer } from '../../messaging/customers/customer.entity.js';
import { UserCustomerLink } from '../../messaging/customers/user-customer-link.entity.js';
import { MessageAccessRecord } from '../../messaging/customer-messages/access/message-access-record.entity.js';
import { MessageIdLead } from '../../messaging/customer-messages/message-id-lead.entity.js';
import { MessageRead } from '../../messaging/inbox/message-read.entity.js';
import { MessageReadMark } from '../../messaging/inbox/message-read-mark.entity.js';
import { Message } from '../../messaging/customer-messages/message.entity.js';
import { RequestDecision } from '../../access/entitlement-requests/request-decision.entity.js';
import { DecidedRequests1764770000000 } from './migrations/1764770000000-decided-requests.js';
import { EntitlementRequest } from '../../access/entitlement-requests/entitlement-request.entity.js';
import { Entitlement } from '../../access/entitlements/entitlement.entity.js';
import { LoginAttempt } from '../../access/users/login-attempts/login-attempt.entity.js';
import { AccessToken } from '../../access/authentication/oauth1/access-token.entity.js';
import { Nonce } from '../../access/authentication/nonces/nonce.entity.js';
import { RequestToken } from '../../access/authentication/oauth1/request-token.entity.js';
import { KeyCheck } from '../../platform/keys/key-check.entity.js';
import { IdempotencyKeyRow } from '../../platform/idempotency/idempotency-key.entity.js';
import { CallLimit } from '../../access/rate-limits/call-limit.entity.js';
import { Scope } from '../../access/scopes/scope.entity.js';
import { Session } from '../../access/sessions/session.entity.js';
import { PasswordReset } from '../../access/passwords/password-reset.entity.js';
import { UserInvitation } from '../../access/invitations/user-invitation.entity.js';
import { User } from '../../access/users/user.entity.js';
import { databaseServer } from '../../platform/database/server/database-server.js';
import { PrimaryPool, takePrimary } from '../../platform/database/server/primary-pool.js';
import { AuthenticationTypeValidation } from '../../access/operation-rules/authentication-type-validation.entity.js';
import { JsonSchemaValidation } from '../../access/operation-rules/json-schema-validation.entity.js';
import { DatabaseClient } from '../../platform/database/database-client.js';
import { Foundation1763800000000 } from './migrations/1763800000000-foundation.js';
import { AuditRecords1763900000000 } from './migrations/1763900000000-audit-records.js';
import { LoginAttemptsAndEntitlementRequests1763900100000 } from './migrations/1763900100000-login-attempts-and-entitlement-requests.js';
import { CustomerLists1763900200000 } from './migrations/1763900200000-customer-lists.js';
import { CallLimitsAndScopes1763900300000 } from './migrations/1763900300000-call-limits-and-scopes.js';
import { ValidationsAndCollections1764000000000 } from './migrations/1764000000000-validations-and-collections.js';
import { IdempotencyKeys1764200000000 } from './migrations/1764200000000-idempotency-keys.js';
import { SessionKinds1764300000000 } from './migrations/1764300000000-session-kinds.js';
import { OauthTokens1764400000000 } from './migrations/1764400000000-oauth-tokens.js';
import { ForeignSessions1764410000000 } from './migrations/1764410000000-foreign-sessions.js';
import { SessionLists1764420000000 } from './migrations/1764420000000-session-lists.js';
import { LoginAttemptsPerAddress1764430000000 } from './migrations/1764430000000-login-attempts-per-address.js';
import { SignUp1764570000000 } from './migrations/1764570000000-sign-up.js';
import { Credentials1764570100000 } from './migrations/1764570100000-credentials.js';
import { KeyChecks1764580000000 } from './migrations/1764580000000-key-checks.js';
import { MigrationMarks1764590000000 } from './migrations/1764590000000-migration-marks.js';
import { MessageIdLeads1764590100000 } from './migrations/1764590100000-message-id-leads.js';
import { LongerUsernames1764610000000 } from './migrations/1764610000000-longer-usernames.js';
import { AuditOfSignInsAndRefusals1764620000000 } from './migrations/1764620000000-audit-of-sign-ins-and-refusals.js';
import { MessageAccessRecords1764620100000 } from './migrations/1764620100000-message-access-records.js';
import { TablesForManyNodes1764630000000 } from './migrations/1764630000000-tables-for-many-nodes.js';
import { Delivery } from '../../messaging/deliveries/delivery.entity.js';
import { DeliveryAttempt } from '../../messaging/deliveries/delivery-attempt.entity.js';
import { DeliveryPart } from '../../messaging/deliveries/delivery-part.entity.js';
import { DeliveryReceipt } from '../../messaging/deliveries/delivery-receipt.entity.js';
import { DeliveryRoute } from '../../messaging/deliveries/routes/delivery-route.entity.js';
import { ScheduledMessage } from '../../messaging/deliveries/scheduled/scheduled-message.entity.js';
import { QueuedDelivery } from '../../messaging/deliveries/queue/queued-delivery.entity.js';
import { DeliveryProviderHealth } from '../../messaging/providers/delivery-provider-health.entity.js';
import { RecipientDay } from '../../messaging/deliveries/queue/recipient-day.entity.js';
import { ProviderHealth1764690000000 } from './migrations/1764690000000-provider-health.js';
import { DeliveryProvider } from '../../messaging/providers/delivery-provider.entity.js';
import { DeliveryPreferences } from '../../messaging/preferences/delivery-preferences.entity.js';
import { DeliverySettingsRow } from '../../messaging/preferences/delivery-settings.entity.js';
import { Suppression } from '../../messaging/suppressions/suppression.entity.js';
import { Deliveries1764640000000 } from './migrations/1764640000000-deliveries.js';
import { QueueProvider1764650000000 } from './migrations/1764650000000-queue-provider.js';
import { Suppressions1764670000000 } from './migrations/1764670000000-suppressions.js';
import { MessageTemplate } from '../../messaging/templates/message-template.entity.js';
import { TemplateVersion } from '../../messaging/templates/template-version.entity.js';
import { MessageTemplates1764680000000 } from './migrations/1764680000000-message-templates.js';
import { ScheduledMessages1764700000000 } from './migrations/1764700000000-scheduled-messages.js';
import { CustomerSearchTerm } from '../../messaging/customers/search/customer-search-term.entity.js';
import { CustomerSearch1764750000000 } from './migrations/1764750000000-customer-search.js';
import { MessagesOfABank1764750000001 } from './migrations/1764750000001-messages-of-a-bank.js';
import { CustomersWithoutTerms1764750000002 } from './migrations/1764750000002-customers-without-terms.js';
import { UsersByName1764760000000 } from './migrations/1764760000000-users-by-name.js';
import { DeliveryRetention } from '../../messaging/deliveries/retention/delivery-retention.entity.js';
import { DeliveryRetention1764720000000 } from './migrations/1764720000000-delivery-retention.js';
import { SessionCookies1764730000000 } from './migrations/1764730000000-session-cookies.js';
import { Inbox1764740000000 } from './migrations/1764740000000-inbox.js';
import { RoutesOfDeliveries1764710000000 } from './migrations/1764710000000-routes-of-deliveries.js';

export const ENTITIES = [
  AccessToken,
  ApiCollection,
  ApiCollectionEndpoint,
  AuditRecord,
  AuthenticationTypeValidation,
  Bank,
  CallLimit,
  Consumer,
  Customer,
  CustomerSearchTerm,
  Delivery,
  DeliveryAttempt,
  DeliveryPart,
  DeliveryPreferences,
  DeliveryProvider,
  DeliveryProviderHealth,
  DeliveryReceipt,
  DeliveryRetention,
  DeliveryRoute,
  DeliverySettingsRow,
  Entitlement,
  EntitlementRequest,
  RequestDecision,
  IdempotencyKeyRow,
  JsonSchemaValidation,
  KeyCheck,
  LoginAttempt,
  Message,
  MessageAccessRecord,
  MessageIdLead,
  MessageRead,
  MessageReadMark,
  MessageTemplate,
  Nonce,
  RequestToken,
  PasswordReset,
  QueuedDelivery,
  ScheduledMessage,
  RecipientDay,
  RefusedCall,
  Scope,
  Session,
  Suppression,
  TemplateVersion,
  User,
  UserCustomerLink,
  UserInvitation,
];
export const MIGRATIONS = [
  Foundation1763800000000,
  AuditRecords1763900000000,
  LoginAttemptsAndEntitlementRequests1763900100000,
  CustomerLists1763900200000,
  CallLimitsAndScopes1763900300000,
  ValidationsAndCollections1764000000000,
  IdempotencyKeys1764200000000,
  SessionKinds1764300000000,
  OauthTokens1764400000000,
  ForeignSessions1764410000000,
  SessionLists1764420000000,
  LoginAttemptsPerAddress1764430000000,
  SignUp1764570000000,
  Credentials1764570100000,
  KeyChecks1764580000000,
  MigrationMarks1764590000000,
  MessageIdLeads1764590100000,
  LongerUsernames1764610000000,
  AuditOfSignInsAndRefusals1764620000000,
  MessageAccessRecords1764620100000,
  TablesForManyNodes1764630000000,
  Deliveries1764640000000,
  QueueProvider1764650000000,
  Suppressions1764670000000,
  MessageTemplates1764680000000,
  ProviderHealth1764690000000,
  ScheduledMessages1764700000000,
  RoutesOfDeliveries1764710000000,
  DeliveryRetention1764720000000,
  SessionCookies1764730000000,
  Inbox1764740000000,
  CustomerSearch1764750000000,
  MessagesOfABank1764750000001,
  CustomersWithoutTerms1764750000002,
  UsersByName1764760000000,
  DecidedRequests1764770000000,
];

/** Where the database is: a server's URL, and one past a pooler where there is one, or the socket folder of the embedded engine. */
export type DatabaseLocation =
  { readonly url: string; readonly poolSize: number; readonly directUrl?: string | undefined } | { readonly embeddedHost: string };

/** The same database for migrations, and for what needs a session of its own. */
export const direct = (location: DatabaseLocation): DatabaseLocation =>
  'embeddedHost' in location ? location : { ...location, url: location.directUrl ?? location.url };

/** The one set of options for the service, the TypeORM command line and the tests. */
export function dataSourceOptions(location: DatabaseLocation): DataSourceOptions {
  const embedded = 'embeddedHost' in location;
  return {
    type: 'postgres',
    ...(embedded
      ? {
          host: location.embeddedHost,
          port: 5432,
          username: 'postgres',
          database: 'postgres',
          extra: { Client: DatabaseClient, idleTimeoutMillis: 0 },
        }
      : ofServer(location.url)),
    // PGlite is a single session: a second connection would share its prepared statements and transactions.
    poolSize: embedded ? 1 : location.poolSize,
    connectTimeoutMS: 5_000,
    poolErrorHandler: () => undefined, // a lost idle connection makes the next query fail, which is answered 503
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    installExtensions: false,
  };
}

function ofServer(url: string): Pick<PostgresDataSourceOptions, 'url' | 'ssl' | 'applicationName' | 'extra' | 'driver'> {
  const { connectionString, ssl, hasOtherWay: _, ...driver } = databaseServer(url);
  const extra = { ...driver, stopsSlowStatements: true, keepAlive: true, onConnect: takePrimary };
  return { url: connectionString, ssl, applicationName: 'customer-messages', extra, driver: { ...pg, Pool: PrimaryPool } };
}
