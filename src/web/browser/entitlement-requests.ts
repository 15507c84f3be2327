import type { Locale } from '../../platform/openapi/locale.js';
import { callApi, refusedAs } from './api.js';
import type { EntitlementRequest } from './api-types.js';

/** The result of granting or declining. */
export interface Decision {
  /** Whether the request is gone. */
  readonly removed: boolean;
  /** Whether the user holds the role now. */
  readonly held: boolean;
  /** In the service's words; empty when all went well. */
  readonly problem: string;
}

/** Grants the role, then removes the request, which the service keeps (contract section 4.5). */
export async function grant(request: EntitlementRequest, locale: Locale): Promise<Decision> {
  const answer = await grantRole(request.user.user_id, request.role_name, request.bank_id, locale);
  if (answer !== '') return { removed: false, held: false, problem: answer };
  return { ...(await remove(request, locale)), held: true };
}

/** Removes the request; a granted role stays. */
export async function remove({ entitlement_request_id: id }: EntitlementRequest, locale: Locale): Promise<Decision> {
  const answer = await callApi({ verb: 'DELETE', target: `/obp/v3.0.0/entitlement-requests/${encodeURIComponent(id)}` }, locale);
  // Somebody else has removed it meanwhile, which is fine.
  if (answer.ok || (refusedAs(answer, 'OBP-50200') && answer.problem.includes('OBP-30215')))
    return { removed: true, held: false, problem: '' };
  return { removed: false, held: false, problem: answer.problem };
}

/** @returns what the service refused, in its words; empty when the user holds the role now. */
export async function grantRole(userId: string, role: string, bankId: string, locale: Locale): Promise<string> {
  const target = `/obp/v2.0.0/users/${encodeURIComponent(userId)}/entitlements`;
  const answer = await callApi({ verb: 'POST', target, body: JSON.stringify({ bank_id: bankId, role_name: role }) }, locale);
  return answer.ok || refusedAs(answer, 'OBP-30216') ? '' : answer.problem; // this error means: already held
}

/** Grants system roles to the signed-in user, as super admins may. @returns like {@link grantRole}. */
export async function grantToMe(roles: readonly string[], locale: Locale): Promise<string> {
  const me = await callApi({ verb: 'GET', target: '/obp/v3.0.0/users/current' }, locale);
  if (!me.ok) return me.problem;
  const { user_id: userId } = me.json as { readonly user_id: string };
  for (const role of roles) {
    const problem = await grantRole(userId, role, '', locale);
    if (problem !== '') return problem;
  }
  return '';
}
