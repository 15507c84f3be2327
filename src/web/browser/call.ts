import { hasAnother, readySession, type Session } from './session.js';

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
  /** Whether the answer may set or remove the cookie of the session. */
  readonly cookies?: boolean;
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
 * Calls the API on behalf of the signed-in user, once it is known who that is. A token that is refused is renewed once; if it cannot be, the
 * session has ended.
 *
 * @throws TypeError when no answer comes, and what the signal says when it has given up.
 */
export async function call(request: Call): Promise<Answer> {
  const session = await readySession();
  const token = session?.token;
  const answer = await callAs(session, request);
  const byToken = session !== null && request.headers?.DirectLogin === undefined; // its own credentials say nothing about the token
  if (!byToken || token === undefined || answer.status !== 401) return answer;
  return (await hasAnother(session, token)) ? callAs(session, request) : answer;
}

/** Calls the API on behalf of somebody, or of nobody. @throws like {@link call}. */
export async function callAs(session: Session | null, request: Call): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(request.target, {
    method: request.verb,
    headers: headersOf(request, session),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    cache: 'no-store',
    credentials: request.cookies === true ? 'same-origin' : 'omit',
  });
  const text = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    milliseconds: performance.now() - began,
    headers: [...response.headers],
    text,
    json: parsed(text),
  };
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
