import { readRedirectUrl } from '../../consumers/redirect-url.js';

/** A callback for clients that have no URL to be called back at: the verifier is shown (RFC 5849 section 2.1). */
export const OUT_OF_BAND = 'oob';

/**
 * Whether people may be sent to a callback: `oob`, or a URL within the one that the consumer registered, which has the same
 * scheme and host and whose path begins with the same segments. A consumer without a registered URL can only use `oob`. A URL that was
 * registered before the rules of {@link readRedirectUrl} and breaks them leads nowhere.
 */
export function isCallbackOf(registered: string, callback: string): boolean {
  if (callback === OUT_OF_BAND) return true;
  const [wanted, given] = [readRedirectUrl(registered), readRedirectUrl(callback)];
  if ('problem' in wanted || 'problem' in given) return false;
  const { protocol, host, pathname } = wanted.url;
  if (given.url.protocol !== protocol || given.url.host !== host) return false;
  const folder = pathname.replace(/\/$/, '');
  return given.url.pathname === pathname || given.url.pathname === folder || given.url.pathname.startsWith(`${folder}/`);
}

/** The callback with what the client waits for in its query; a query of its own is kept. */
export function callbackWith(callback: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(parameters)) {
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    url.search = url.search === '' ? pair : `${url.search}&${pair}`; // not searchParams, which would rewrite the rest
  }
  return url.href;
}
