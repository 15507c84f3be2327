import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { PASSWORD } from './ours.mjs';

/** @typedef {{ key: string, secret: string }} Credentials */

/**
 * Signs as a client does (RFC 5849), with HMAC-SHA1.
 *
 * @param {Credentials} application
 * @param {Credentials} [token]
 * @returns {(method: string, url: string, data?: Record<string, string>) => string} makes an `Authorization`
 */
export function signer(application, token) {
  const client = new OAuth({
    consumer: application,
    signature_method: 'HMAC-SHA1',
    hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
  });
  return (method, url, data = {}) => client.toHeader(client.authorize({ method, url, data }, token)).Authorization;
}

/**
 * An access token of a user, got as a program without a page of its own gets it: the user is shown the verifier.
 *
 * @param {string} url of the service
 * @param {Credentials} application
 * @param {string} username
 * @returns {Promise<Credentials>}
 */
export async function accessToken(url, application, username) {
  const asked = await form(`${url}/oauth/initiate`, signer(application)('POST', `${url}/oauth/initiate`, { oauth_callback: 'oob' }));
  const page = `${url}/oauth/authorize?oauth_token=${asked.key}`;
  const shown = await fetch(page);
  const formToken = /name="form_token" value="([^"]+)"/.exec(await shown.text())?.[1] ?? '';
  const answered = await fetch(page, {
    method: 'POST',
    headers: {
      Cookie: shown.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ username, password: PASSWORD, form_token: formToken, decision: 'agree' }).toString(),
  });
  const verifier = /<output[^>]*>\s*(\d+)\s*<\/output>/.exec(await answered.text())?.[1];
  if (verifier === undefined) throw new Error(`agreeing was answered ${answered.status}`);
  return form(`${url}/oauth/token`, signer(application, asked)('POST', `${url}/oauth/token`, { oauth_verifier: verifier }));
}

/**
 * @param {string} url
 * @param {string} authorization
 * @returns {Promise<Credentials>}
 */
async function form(url, authorization) {
  const answer = await fetch(url, { method: 'POST', headers: { Authorization: authorization } });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} was answered ${answer.status}: ${body}`);
  const found = new URLSearchParams(body);
  return { key: found.get('oauth_token') ?? '', secret: found.get('oauth_token_secret') ?? '' };
}
