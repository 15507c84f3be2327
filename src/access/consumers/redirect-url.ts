import { isLoopback } from '../../platform/config/loopback.js';
import { isPlainHost } from '../../platform/config/plain-host.js';

/** An address to which people may be sent with the answer of a sign-in. */
export interface RedirectUrl {
  readonly url: URL;
  /** The part shown to a person: the origin, or `scheme:` for an application on the person's own device. */
  readonly leadsTo: string;
  /** The same as Content-Security-Policy writes it, which cannot express IPv6 addresses: for those only `scheme:`. */
  readonly source: string;
}

/** Maximum length stored with a request token; a registered one is shorter. */
const LONGEST = 2_000;

/** Visible ASCII except the backslash, which browsers read as a slash. */
const PLAIN = /^[!-[\]-~]+$/;
const PARTS = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i;
const DOTS = /(^|\/)(\.|%2e){1,2}(\/|$)/i;
const PRIVATE_USE = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+$/i;

/**
 * Reads an address to be sent to: https; http on the person's own machine; or a private-use scheme, which has a dot in it
 * (RFC 8252, sections 7.1 to 7.3). Browsers must read it in the same way as this code.
 *
 * @returns what is wrong with it, as text to follow a name such as `redirect_url `.
 */
export function readRedirectUrl(text: string): RedirectUrl | { readonly problem: string } {
  const problem = problemOf(text);
  if (problem !== undefined) return { problem };
  const url = new URL(text);
  if (!isWeb(url.protocol)) return { url, leadsTo: url.protocol, source: url.protocol };
  return { url, leadsTo: url.origin, source: url.hostname.startsWith('[') ? url.protocol : url.origin };
}

const isWeb = (protocol: string): boolean => protocol === 'https:' || protocol === 'http:';

function problemOf(text: string): string | undefined {
  if (text.length > LONGEST) return `must not be longer than ${LONGEST} characters`;
  if (!PLAIN.test(text)) return 'must be of visible ASCII characters without a backslash';
  const [, scheme = '', authority, path = ''] = PARTS.exec(text) ?? [];
  if (scheme === '' || !URL.canParse(text)) return 'must be a URL';
  const { protocol, hostname } = new URL(text);
  if (isWeb(protocol) ? authority === undefined : !PRIVATE_USE.test(scheme) || !(authority !== undefined || path.startsWith('/')))
    return 'must be an https URL, an http URL of 127.0.0.1, [::1] or localhost, or of a private-use scheme such as com.example.app:/back';
  if (authority?.includes('@') === true) return 'must not name a user';
  if (hostname === '' ? isWeb(protocol) : !isPlainHost(hostname))
    return 'must name a host of letters, digits, dots and hyphens, or an address';
  if (protocol === 'http:' && !isLoopback(hostname.replace(/^\[|\]$/g, '')))
    return 'must be an https URL: http is for 127.0.0.1, [::1] and localhost alone';
  if (text.includes('#')) return 'must not have a fragment';
  if (DOTS.test(path) || /%(2f|5c)/i.test(path)) return 'must not have ".", "..", %2F or %5C in its path';
  return undefined;
}
