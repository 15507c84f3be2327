import type { Answer } from '../provider.js';
import type { Outcome } from './exchange.js';
import type { Gateway, Meaning } from './gateway.js';

/** What statuses mean where neither preset nor settings say otherwise. */
const STATUSES: Readonly<Record<number, Meaning>> = {
  // The gateway does not know us, or we do not know it: the message is not to blame.
  401: 'unavailable',
  402: 'unavailable',
  403: 'unavailable',
  404: 'unavailable',
  405: 'unavailable',
  407: 'unavailable',
  408: 'temporary',
  // A call with the same key is under way.
  409: 'temporary',
  425: 'temporary',
  429: 'throttled',
  // A proxy says that it got no answer: what stands behind it may have taken the message.
  502: 'unknown',
  504: 'unknown',
};

function ofStatus(status: number): Meaning {
  // 3xx: redirects are not followed, and the URL is wrong.
  return STATUSES[status] ?? (status < 400 ? 'unavailable' : status < 500 ? 'permanent' : 'temporary');
}

/**
 * @param isPrivate whether a word holds something of the message, and must not be told
 * @param ownReference what the message is known by where the gateway gives it no id
 */
export function answerOf(outcome: Outcome, gateway: Gateway, ownReference: string, isPrivate: (word: string) => boolean): Answer {
  if (outcome.kind === 'failure') {
    return outcome.wasWritten ? { outcome: 'unknown', code: outcome.code } : { outcome: 'unavailable', code: outcome.code };
  }
  const { status, retryAfter } = outcome;
  const json = readJson(outcome.body);
  const error = wordAt(json, gateway.error);
  const code = /^(?:\d{1,6}|[A-Za-z][\w.-]{0,39})$/.test(error) && !isPrivate(error) ? `HTTP ${status} ${error}` : `HTTP ${status}`;
  const named = Object.hasOwn(gateway.errors, error) ? gateway.errors[error] : undefined;
  if (status < 300 && named === undefined) {
    const reference = gateway.reference === '' ? ownReference : wordAt(json, gateway.reference);
    // Perhaps a page of somebody between us and the gateway, perhaps an answer that was cut.
    return reference === '' ? { outcome: 'unknown', code } : { outcome: 'accepted', references: [reference] };
  }
  return ofMeaning(named ?? gateway.statuses[status] ?? ofStatus(status), code, retryAfter);
}

function ofMeaning(meaning: Meaning, code: string, retryAfter: number | undefined): Answer {
  if (meaning === 'permanent' || meaning === 'badAddress') return { outcome: 'permanent', code, isAddressBad: meaning === 'badAddress' };
  if (meaning === 'unknown') return { outcome: 'unknown', code };
  return { outcome: meaning, code, ...(retryAfter !== undefined && { retryAfter }) };
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text or number at a JSON pointer (RFC 6901); empty where there is none. */
export function wordAt(json: unknown, pointer: string): string {
  const found = pointer === '' ? '' : valueAt(json, pointer);
  const word = typeof found === 'number' ? String(found) : found;
  return typeof word === 'string' && word.length <= 255 ? word : '';
}

/** What a JSON pointer leads to; undefined where that is nothing. */
export function valueAt(json: unknown, pointer: string): unknown {
  let found: unknown = json;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}
