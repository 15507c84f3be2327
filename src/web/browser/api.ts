import type { Locale } from '../../platform/openapi/locale.js';
import { localeName, textsIn } from '../kit/texts/texts.js';
import { type Call, call, messageOf } from './call.js';

export interface Done {
  readonly ok: true;
  readonly json: unknown;
  /** The header Link; empty without one. */
  readonly link: string;
}

export interface Refused {
  readonly ok: false;
  /** Zero: no answer came, so nobody knows whether the call was received. */
  readonly status: number;
  /** In the service's words, in the language of the page. */
  readonly problem: string;
}

/** The result of a call. */
export type Outcome = Done | Refused;

/** Calls the API on behalf of the signed-in user, in the language of the page. Never throws. */
export async function callApi({ target, ...rest }: Call, locale: Locale): Promise<Outcome> {
  try {
    const answer = await call({ ...rest, target: `${target}${target.includes('?') ? '&' : '?'}locale=${localeName(locale)}` });
    if (answer.status >= 200 && answer.status < 300) return { ok: true, json: answer.json, link: headerOf(answer.headers, 'link') };
    return { ok: false, status: answer.status, problem: messageOf(answer) || `${answer.status} ${answer.statusText}` };
  } catch {
    return { ok: false, status: 0, problem: textsIn(locale).failed };
  }
}

/** The list with that name in an answer; empty if there is none. */
export function listIn<Item>(outcome: Outcome | undefined, name: string): readonly Item[] {
  if (outcome?.ok !== true) return [];
  const list = (outcome.json as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return Array.isArray(list) ? (list as Item[]) : [];
}

/** Whether the service refused for this reason, such as `OBP-20006`. */
export const refusedAs = (outcome: Outcome, code: string): boolean => !outcome.ok && outcome.problem.startsWith(code);

const headerOf = (headers: readonly (readonly [string, string])[], wanted: string): string =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
