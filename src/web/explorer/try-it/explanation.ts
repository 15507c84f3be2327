import { type Answer, messageOf } from '../../browser/call.js';
import type { ErrorView, OperationView } from '../operation-view.js';

/** What to do next about a refusal: each is a text of the pages. */
export type Advice = 'signIn' | 'role' | 'wait' | 'body' | 'values' | 'notFound' | 'taken' | 'allowed' | 'later' | 'read';

/** The meaning of an error answer. */
export interface Explanation {
  /** As in the catalogue; undefined for an error that the operation does not have. */
  readonly error: ErrorView | undefined;
  readonly code: string;
  readonly advice: Advice;
  /** The roles that are missing; empty unless the advice is about them. */
  readonly roles: readonly string[];
  /** Fields that the body should have had; empty if the answer names none. */
  readonly missing: readonly string[];
  /** Seconds; undefined if the answer does not say. */
  readonly wait: number | undefined;
}

/** Undefined for an answer that is not an error of OBP. */
export function explain(answer: Answer, operation: OperationView): Explanation | undefined {
  const code = /^OBP-\d{5}/.exec(messageOf(answer))?.[0];
  if (code === undefined || answer.status < 400) return undefined;
  const same = operation.errors.filter((error) => error.code === code);
  const advice = adviceOn(code, answer.status, operation);
  return {
    error: same.find(({ status }) => status === answer.status) ?? same[0],
    code,
    advice,
    roles: advice === 'role' ? missingRoles(answer, operation) : [],
    missing: headerOf(answer, 'missing-fields').split(', ').filter(Boolean),
    wait: secondsOf(answer),
  };
}

const BY_CODE: Readonly<Record<string, Advice>> = {
  'OBP-20001': 'signIn',
  'OBP-20006': 'role',
  'OBP-10018': 'wait',
  'OBP-10001': 'body',
  'OBP-09014': 'body',
};

const BY_STATUS: Readonly<Record<number, Advice>> = {
  400: 'values',
  401: 'signIn',
  403: 'allowed',
  404: 'notFound',
  409: 'taken',
  429: 'wait',
};

function adviceOn(code: string, status: number, { authentication }: OperationView): Advice {
  if (status === 401 && authentication === 'none') return 'values'; // the form's content was refused, such as a password
  return BY_CODE[code] ?? BY_STATUS[status] ?? (status >= 500 ? 'later' : 'read');
}

/** Those that the message names; if it names none, all that the operation requires. */
function missingRoles(answer: Answer, { roles }: OperationView): string[] {
  const words = new Set(messageOf(answer).split(/\W+/));
  const names = roles.map(({ name }) => name);
  const named = names.filter((name) => words.has(name));
  return named.length > 0 ? named : names;
}

const headerOf = ({ headers }: Answer, wanted: string): string => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

function secondsOf(answer: Answer): number | undefined {
  const value = headerOf(answer, 'retry-after');
  return /^\d+$/.test(value) ? Number(value) : undefined;
}
