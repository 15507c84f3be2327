import { createHmac, timingSafeEqual } from 'node:crypto';
import { encode, type Pair } from './encoding.js';

/** The signed parts of a request, besides the secrets (RFC 5849 section 3.4.1). */
export interface SignedRequest {
  readonly method: string;
  /** Scheme, authority and path, without query; the path as it was sent. */
  readonly url: string;
  /** From the header, the query and a form in the body; in any order. */
  readonly parameters: readonly Pair[];
}

export interface Secrets {
  readonly consumerSecret: string;
  /** Empty before there is a token. */
  readonly tokenSecret: string;
}

/** Hash functions by the signature method's name in lower case. */
const HASHES: Readonly<Record<string, string>> = { 'hmac-sha1': 'sha1', 'hmac-sha256': 'sha256' };

export const isSignatureMethod = (method: string): boolean => Object.hasOwn(HASHES, method.toLowerCase());

/** RFC 5849 section 3.4.1.1. */
export const baseString = ({ method, url, parameters }: SignedRequest): string =>
  [method.toUpperCase(), baseUrl(url), normalized(parameters)].map(encode).join('&');

/** RFC 5849 section 3.4.2, and the same with HMAC-SHA256; Base64. */
export function sign(request: SignedRequest, { consumerSecret, tokenSecret }: Secrets, method: string): string {
  const hash = HASHES[method.toLowerCase()];
  if (hash === undefined) throw new Error('no such signature method');
  return createHmac(hash, `${encode(consumerSecret)}&${encode(tokenSecret)}`)
    .update(baseString(request))
    .digest('base64');
}

/** Takes the same time for a wrong signature as for the right one. */
export function isSignedBy(request: SignedRequest, secrets: Secrets, method: string, signature: string): boolean {
  const expected = Buffer.from(sign(request, secrets, method));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** RFC 5849 section 3.4.1.2: scheme and host in lower case, without the scheme's default port. */
function baseUrl(url: string): string {
  const [, scheme = '', authority = '', path = ''] = /^([a-z]+):\/\/([^/]*)(.*)$/i.exec(url) ?? [];
  const usual = scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/;
  return `${scheme.toLowerCase()}://${authority.toLowerCase().replace(usual, '')}${path || '/'}`;
}

/** RFC 5849 section 3.4.1.3.2: sorted by the bytes of the encoded text, which is ASCII. */
function normalized(parameters: readonly Pair[]): string {
  const encoded = parameters.map(([name, value]) => [encode(name), encode(value)] as const);
  return encoded
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
