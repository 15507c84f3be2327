import { type Answer, callAs, messageOf } from './call.js';
import { keepPerson, keptPerson, keptSomebody, LEAVING } from './kept-name.js';
import { type PageToken, requestPageToken } from './page-token.js';
import { announceLeaving, currentSession, keepSession, readySession, type Session, sessionOf } from './session.js';

/** How long signing out waits for the service, in milliseconds. */
const PATIENCE = 5_000;
const COOKIE_LOCK = 'customer-messages.session';

export interface Login {
  readonly username: string;
  readonly password: string;
  readonly consumerKey: string;
}

/** Whether this browser keeps a cookie of ours. */
export const keepsCookie = (): boolean => isSecureContext && navigator.cookieEnabled;

/**
 * Why a login cannot be sent, as the name of the text that says so; undefined if it can.
 *
 * @param inHeader as DirectLogin sends it: no part can contain a comma, which separates the parts, or a character beyond Latin-1.
 */
export function flawOf(login: Login, inHeader = true): 'needed' | 'notSendable' | undefined {
  const parts = [login.username, login.password, login.consumerKey];
  if (parts.includes('')) return 'needed';
  if (!inHeader) return undefined;
  return parts.every((part) => /^[\x20-\x2b\x2d-\x7e\xa0-\xff]*$/.test(part)) ? undefined : 'notSendable';
}

/**
 * Exchanges user name and password for a token.
 *
 * @returns the token, or the service's error text.
 * @throws TypeError when no answer comes.
 */
export async function requestToken({ username, password, consumerKey }: Login): Promise<{ token: string } | { refused: string }> {
  const answer = await callAs(null, {
    verb: 'POST',
    target: '/my/logins/direct',
    headers: { DirectLogin: `username=${username},password=${password},consumer_key=${consumerKey}` },
  });
  const token = (answer.json as { token?: unknown } | undefined)?.token;
  if (answer.status === 201 && typeof token === 'string') return { token };
  return { refused: messageOf(answer) || String(answer.status) };
}

/** Begins the session of all tabs: by a password, or by a token that the headers bring. @throws TypeError when no answer comes. */
export const beginSession = (body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  inTurn(() => callAs(null, { verb: 'POST', target: '/messaging/v1/session', body: JSON.stringify(body), headers, cookies: true }));

/**
 * One tab after the other, where the browser has locks: an answer that removes a cookie must not come after one that sets the next. Nobody
 * waits for longer than the patience.
 */
async function inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
  const locks = (navigator as { locks?: LockManager }).locks;
  let begun = false;
  const begin = (): Promise<Value> => {
    begun = true;
    return act();
  };
  try {
    return await (locks?.request(COOKIE_LOCK, { signal: AbortSignal.timeout(PATIENCE) }, begin) ?? begin());
  } catch (error) {
    if (begun) throw error;
    return begin();
  }
}

/**
 * Signs in on this browser; where it keeps no cookie for us, on this page alone.
 *
 * @returns the service's error text; empty when the session has begun.
 * @throws TypeError when no answer comes.
 */
export async function signIn(login: Login): Promise<string> {
  const { username, password, consumerKey } = login;
  await finishLeaving(); // the cookie that is replaced must not stand for somebody who has left
  if (!keepsCookie()) {
    const answer = await requestToken(login);
    if ('refused' in answer) return answer.refused;
    keepSession({ token: answer.token, username, userId: username });
    return '';
  }
  const answer = await beginSession({ username, password, consumer_key: consumerKey });
  if (answer.status !== 201) return messageOf(answer) || String(answer.status);
  keepSession(sessionOf(answer.json as PageToken));
  return '';
}

/**
 * Signs out on all tabs, and ends the session on the service, so that its tokens become useless. When no answer comes, a later page of this
 * browser ends it. Never throws.
 */
export async function signOut(): Promise<void> {
  const session = await readySession();
  if (session === null) return;
  announceLeaving();
  const isKnown = await inTurn(() => end(session));
  const isOfAll = session.endsAt !== undefined;
  // Somebody has signed in meanwhile, here or in another tab, which this one will follow.
  if (currentSession() !== session || (isOfAll && keptSomebody() !== undefined)) return;
  keepSession(null);
  if (!isKnown && isOfAll) keepPerson(LEAVING);
}

/** Ends a session that somebody has signed out of while the service could not be told. Never throws. */
export async function finishLeaving(): Promise<void> {
  if (!isLeaving()) return;
  await inTurn(async () => {
    const token = await requestPageToken();
    if (token === 'unknown' || !isLeaving()) return;
    if ((token === 'nobody' || (await end(sessionOf(token)))) && isLeaving()) keepPerson(null);
  });
}

const isLeaving = (): boolean => keptPerson() === LEAVING;

/** @returns whether the service has answered, whatever it was. */
async function end(session: Session): Promise<boolean> {
  const leave = { verb: 'DELETE', target: '/messaging/v1/me/sessions/current', cookies: true };
  try {
    const { status } = await callAs(session, { ...leave, signal: AbortSignal.timeout(PATIENCE) });
    return status < 500;
  } catch {
    return false;
  }
}
