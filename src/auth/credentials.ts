import type { IncomingHttpHeaders } from 'node:http';

/** What a request brings to say who calls, before anything is verified. */
export type Credentials =
  | { readonly scheme: 'anonymous' | 'unsupported' }
  | { readonly scheme: 'directLogin'; readonly token: string | undefined }
  /** OAuth 2, by the word Bearer or, with a proof of possession, DPoP (RFC 9449). */
  | { readonly scheme: 'bearer' | 'dpop'; readonly token: string }
  /** OAuth 1.0a: the whole `Authorization` header. */
  | { readonly scheme: 'oauth1'; readonly header: string };

/** Parameters of a DirectLogin header (contract section 3.2.1). */
export type DirectLoginParameters = Partial<Record<'username' | 'password' | 'consumer_key' | 'token', string>>;

/** Which scheme a request uses: the first that matches, as OBP looks for them (contract section 3.1). */
export function readCredentials(headers: IncomingHttpHeaders): Credentials {
  const { authorization } = headers;
  if (authorization !== undefined) {
    const words = authorization.split(/[\s,]+/); // as words of their own: the letters may also be part of a token
    if (words.includes('OAuth')) return { scheme: 'oauth1', header: authorization };
    if (words.includes('Bearer')) return { scheme: 'bearer', token: authorization.replace('Bearer', '').trim() };
    if (words[0] === 'DPoP') return { scheme: 'dpop', token: authorization.slice('DPoP'.length).trim() };
  }
  const header = directLoginHeader(headers);
  if (header !== undefined) return { scheme: 'directLogin', token: parseDirectLogin(header).token };
  return { scheme: authorization === undefined ? 'anonymous' : 'unsupported' };
}

/** The header `DirectLogin`, or else an `Authorization` that says DirectLogin. */
export function directLoginHeader(headers: IncomingHttpHeaders): string | undefined {
  const own = headers.directlogin;
  if (own !== undefined) return String(own);
  return headers.authorization?.includes('DirectLogin') ? headers.authorization : undefined;
}

const NAMES = new Set(['username', 'password', 'consumer_key', 'token']);

/** Reads `username=U,password=P,consumer_key=K` with or without double quotes and the leading word; empty values are absent. */
export function parseDirectLogin(header: string): DirectLoginParameters {
  const found: Record<string, string> = {};
  for (const part of header.replace(/^\s*DirectLogin/, '').split(',')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at).trim();
    const value = part
      .slice(at + 1)
      .trim()
      .replace(/^"|"$/g, '');
    if (NAMES.has(name) && value !== '') found[name] = value;
  }
  return found;
}
