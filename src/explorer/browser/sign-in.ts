import { call, messageOf } from './call.js';
import { keepSession } from './session.js';

export interface Login {
  readonly username: string;
  readonly password: string;
  readonly consumerKey: string;
}

/** Of the parts of a header neither can hold a comma, which separates them, nor what is beyond Latin-1. */
export const isSendable = (login: Login): boolean =>
  Object.values(login).every((part: string) => /^[\x20-\x2b\x2d-\x7e\xa0-\xff]*$/.test(part));

/**
 * Exchanges user name and password for a token and keeps it for this tab.
 *
 * @returns what the service refused, in its words; empty when the session has begun.
 * @throws TypeError when no answer comes.
 */
export async function signIn({ username, password, consumerKey }: Login): Promise<string> {
  keepSession(null);
  const answer = await call({
    verb: 'POST',
    target: '/my/logins/direct',
    headers: { DirectLogin: `username=${username},password=${password},consumer_key=${consumerKey}` },
  });
  const token = (answer.json as { token?: unknown } | undefined)?.token;
  if (answer.status !== 201 || typeof token !== 'string') return messageOf(answer) || String(answer.status);
  keepSession({ token, username });
  return '';
}
