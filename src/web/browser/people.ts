import type { Locale } from '../../platform/openapi/locale.js';
import type { Person } from '../kit/places.js';
import { callApi, listIn } from './api.js';
import type { Me } from './api-types.js';

/** Milliseconds that the pages wait to learn who somebody is. */
const PATIENCE = 5_000;

/** Whoever holds one of these at any bank works with its messages. */
const CLERKS = new Set([
  'CanCancelDeliveries',
  'CanCreateCustomerMessage',
  'CanGetCustomerMessages',
  'CanGetDeliveries',
  'CanGetDeliveryStatistics',
  'CanRedriveDeliveries',
]);

/** Whoever holds one of these looks after users, applications, banks or the ways out. */
const ADMINISTRATORS = new Set([
  'CanCreateBank',
  'CanCreateConsumer',
  'CanCreateCustomer',
  'CanCreateEntitlementAtAnyBank',
  'CanCreateEntitlementAtOneBank',
  'CanCreateResetPasswordUrl',
  'CanCreateUserCustomerLink',
  'CanCreateUserInvitation',
  'CanDeleteConsumers',
  'CanDeleteEntitlementAtAnyBank',
  'CanDeleteEntitlementAtOneBank',
  'CanDeleteEntitlementRequestsAtAnyBank',
  'CanDeleteUserCustomerLink',
  'CanDisableConsumers',
  'CanEnableConsumers',
  'CanGetAuditRecords',
  'CanGetConsumers',
  'CanGetEntitlementRequestsAtAnyBank',
  'CanLockUser',
  'CanManageProviders',
  'CanManageRoutes',
  'CanManageTemplates',
  'CanRevokeSessionsOfAnyConsumer',
  'CanRevokeSessionsOfAnyUser',
  'CanRotateConsumerSecrets',
  'CanSetCallLimits',
  'CanUnlockUser',
]);

/** Who somebody is, besides a developer. */
export function peopleOf({ is_super_admin: isSuperAdmin, roles }: Pick<Me, 'is_super_admin' | 'roles'>, hasCustomers: boolean): Person[] {
  const holds = (some: ReadonlySet<string>): boolean => roles.some(({ role_name: name }) => some.has(name));
  const is = { customer: hasCustomers, clerk: holds(CLERKS), administrator: isSuperAdmin || holds(ADMINISTRATORS) };
  return (['customer', 'clerk', 'administrator'] as const).filter((person) => is[person]);
}

/** Asks the API who the signed-in user is. @returns undefined when it does not say. */
export async function askWho(locale: Locale): Promise<Person[] | undefined> {
  const signal = AbortSignal.timeout(PATIENCE);
  const [me, customers] = await Promise.all(
    ['/messaging/v1/me', '/obp/v3.0.0/users/current/customers?limit=1'].map((target) => callApi({ verb: 'GET', target, signal }, locale)),
  );
  if (me?.ok !== true || customers?.ok !== true) return undefined;
  return peopleOf(me.json as Me, listIn(customers, 'customers').length > 0);
}
