import type { Locale } from '../../platform/openapi/locale.js';
import type { Me } from './api-types.js';
import { useSession } from './session.js';
import { useAnswer } from './use-query.js';

/** Characters of a sender's name in a message. */
const LONGEST = 64;

/** The name of the signed-in person, as messages are signed: the user name until it is known, and where there is none. */
export function useOwnName(locale: Locale): string {
  const username = useSession()?.username ?? '';
  const { outcome } = useAnswer('/messaging/v1/me', locale);
  if (outcome?.ok !== true) return username;
  const { first_name: first, last_name: last } = outcome.json as Me;
  return [...`${first} ${last}`.trim()].slice(0, LONGEST).join('') || username;
}
