import { call, messageOf } from './call.js';
import { currentSession, keepSession } from './session.js';

/** How long signing out waits for the service, in milliseconds. */
const PATIENCE = 5_000;

export interface Login {
  readonly username: string;
  readonly password: string;
  readonly consumerKey: string;
}

/**
 * Why a login cannot be sent, as the name of the text that says so; undefined if it can. No part of the header can contain a comma, which
 * separates the parts, or a character beyond Latin-1.
 */
export function flawOf(login: Login): 'needed' | 'notSendable' | undefined {
  const parts = [login.username, login.password, login.consumerKey];
  if (parts.includes('')) return 'needed';
  return parts.every((part) => /^[\x20-\x2b\x2d-\x7e\xa0-\xff]*$/.test(part)) ? undefined : 'notSendable';
}

/**
 * Exchanges user name and password for a token.
 *
 * @returns the token, or the service's error text.
 * @throws TypeError when no answer comes.
 */
export async function requestToken({ username, password, consumerKey }: Login): Promise<{ token: string } | { refused: string }> {
  const answer = await call({
    verb: 'POST',
    target: '/my/logins/direct',
    headers: { DirectLogin: `username=${username},password=${password},consumer_key=${consumerKey}` },
  });
  const token = (answer.json as { token?: unknown } | undefined)?.token;
  if (answer.status === 201 && typeof token === 'string') return { token };
  return { refused: messageOf(answer) || String(answer.status) };
}

/**
 * Signs in on this tab.
 *
 * @returns the service's error text; empty when the session has begun.
 * @throws TypeError when no answer comes.
 */
export async function signIn(login: Login): Promise<string> {
  keepSession(null);
  const answer = await requestToken(login);
  if ('refused' in answer) return answer.refused;
  keepSession({ token: answer.token, username: login.username });
  return '';
}

/**
 * Ends the session on the service, so that its token becomes useless, and on this tab whatever the service answers. Never throws.
 */
export async function signOut(): Promise<void> {
  const session = currentSession();
  if (session === null) return;
  try {
    await call({ verb: 'DELETE', target: '/messaging/v1/me/sessions/current', signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    // No answer came. The user must be signed out here all the same.
  }
  if (currentSession()?.token === session.token) keepSession(null); // and not for somebody who has signed in meanwhile
}
