import type { Locale } from '../../platform/openapi/locale.js';
import type { RoleAt } from './api-types.js';
import { callApi, refusedAs } from './api.js';

/** @returns what the service refused, in its words; empty when the user holds the role now. */
export async function grantRole(userId: string, role: string, bankId: string, locale: Locale): Promise<string> {
  const target = `/obp/v2.0.0/users/${encodeURIComponent(userId)}/entitlements`;
  const answer = await callApi({ verb: 'POST', target, body: JSON.stringify({ bank_id: bankId, role_name: role }) }, locale);
  return answer.ok || refusedAs(answer, 'OBP-30216') ? '' : answer.problem; // this error means: already held
}

/** Grants roles to the signed-in user, as super admins may. @returns like {@link grantRole}. */
export async function grantToMe(roles: readonly RoleAt[], locale: Locale): Promise<string> {
  const me = await callApi({ verb: 'GET', target: '/obp/v3.0.0/users/current' }, locale);
  if (!me.ok) return me.problem;
  const { user_id: userId } = me.json as { readonly user_id: string };
  for (const { role_name: role, bank_id: bankId } of roles) {
    const problem = await grantRole(userId, role, bankId, locale);
    if (problem !== '') return problem;
  }
  return '';
}
