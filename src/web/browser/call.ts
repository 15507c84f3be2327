import { currentSession, keepSession, type Session } from './session.js';

/** A call of the API as the pages make it. */
export interface Call {
  readonly verb: string;
  /** Path and query. */
  readonly target: string;
  /** JSON; undefined: no body. */
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up waiting for the answer. */
  readonly signal?: AbortSignal;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** From the call to the whole body. */
  readonly milliseconds: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** The headers of a call: that it is JSON, and on whose behalf it is made. */
export function headersOf({ verb, body, headers = {} }: Call, session: Pick<Session, 'token' | 'bearer'> | null): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(verb === 'POST' || verb === 'PUT' || body !== undefined ? { 'Content-Type': 'application/json' } : {}),
    ...(session === null ? {} : session.bearer ? { Authorization: `Bearer ${session.token}` } : { DirectLogin: `token=${session.token}` }),
    ...headers,
  };
}

/**
 * Calls the API on behalf of the signed-in user. A token that is refused ends the session.
 *
 * @throws TypeError when no answer comes, and what the signal says when it has given up.
 */
export async function call(request: Call): Promise<Answer> {
  const session = currentSession();
  const began = performance.now();
  const response = await fetch(request.target, {
    method: request.verb,
    headers: headersOf(request, session),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    cache: 'no-store',
    credentials: 'omit',
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    statusText: response.statusText,
    milliseconds: performance.now() - began,
    headers: [...response.headers],
    text,
    json: parsed(text),
  };
  const byToken = session !== null && request.headers?.DirectLogin === undefined; // its own credentials say nothing about the token
  if (byToken && answer.status === 401) keepSession(null);
  return answer;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error text in an answer of OBP; empty if there is none. */
export function messageOf({ json }: Pick<Answer, 'json'>): string {
  const message = (json as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : '';
}
