/** A callback for clients that have no URL to be called back at: the verifier is shown (RFC 5849 section 2.1). */
export const OUT_OF_BAND = 'oob';

/** Longest callback that is kept. */
const LONGEST = 2_000;

/**
 * Whether people may be sent to a callback: `oob`, or a URL within the one that the consumer registered, which has the same
 * origin and whose path begins with the same segments. A consumer without a registered URL can use `oob` alone.
 */
export function isCallbackOf(registered: string, callback: string): boolean {
  if (callback === OUT_OF_BAND) return true;
  const [wanted, given] = [webUrl(registered), webUrl(callback)];
  if (wanted === undefined || given === undefined || given.origin !== wanted.origin) return false;
  const folder = wanted.pathname.replace(/\/$/, '');
  return given.pathname === wanted.pathname || given.pathname === folder || given.pathname.startsWith(`${folder}/`);
}

/** The callback with what the client waits for in its query; a query of its own is kept. */
export function callbackWith(callback: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(parameters)) {
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    url.search = url.search === '' ? pair : `${url.search}&${pair}`; // not searchParams, which would write the rest anew
  }
  return url.href;
}

/** A URL that browsers understand as it is read: of the web, in visible ASCII, without user, fragment, backslash or dots to be resolved. */
function webUrl(text: string): URL | undefined {
  if (text.length > LONGEST || !/^https?:\/\/[!-[\]-~]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const authority = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  const path = text.slice(text.indexOf('//') + 2 + authority.length).split(/[?#]/, 1)[0] ?? '';
  const isPlain = !authority.includes('@') && !text.includes('#') && !/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path) && !/%(2f|5c)/i.test(path);
  return isPlain ? url : undefined;
}
