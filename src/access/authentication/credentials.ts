import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { type Authorization, readAuthorization, readDirectLoginHeader, readParameters } from './authorization.js';
import type { Pair } from './oauth1/encoding.js';

/** Parameters of a DirectLogin header (contract section 3.2.1). */
export type DirectLoginParameters = Partial<Record<'username' | 'password' | 'consumer_key' | 'token', string>>;

/** The credentials in a request, before anything is verified. */
export type Credentials = {
  /** The content of the header `Authorization`, whether it counts or not. */
  readonly authorization: Authorization | undefined;
} & (
  | { readonly scheme: 'anonymous' | 'unsupported' }
  | { readonly scheme: 'directLogin'; readonly token: string | undefined }
  /** OAuth 2, by the word Bearer or, with a proof of possession, DPoP (RFC 9449). */
  | { readonly scheme: 'bearer' | 'dpop'; readonly token: string }
  /** OAuth 1.0a: names and values as they came, still percent-encoded. */
  | { readonly scheme: 'oauth1'; readonly parameters: readonly Pair[] }
);

declare module 'fastify' {
  interface FastifyRequest {
    /** Read once, by {@link credentialsOf}. */
    credentials?: Credentials;
  }
}

/** Which scheme a request uses. Its headers are read once, so every caller of this sees the same. */
export const credentialsOf = (request: FastifyRequest): Credentials => (request.credentials ??= readCredentials(request.headers));

/** The first scheme that matches, as OBP looks for them (contract section 3.1). */
export function readCredentials(headers: IncomingHttpHeaders): Credentials {
  const authorization = headers.authorization === undefined ? undefined : readAuthorization(headers.authorization);
  switch (authorization?.scheme) {
    case 'oauth':
      return { authorization, scheme: 'oauth1', parameters: readParameters(authorization.rest) };
    case 'bearer':
    case 'dpop':
      return { authorization, scheme: authorization.scheme, token: authorization.rest };
  }
  const parameters = directLoginParameters(headers, authorization);
  if (parameters !== undefined) return { authorization, scheme: 'directLogin', token: parameters.token };
  return { authorization, scheme: authorization === undefined ? 'anonymous' : 'unsupported' };
}

const NAMES = new Set(['username', 'password', 'consumer_key', 'token']);

/**
 * The parameters of the header `DirectLogin`, or else of an `Authorization` with that scheme; empty values count as absent, and names are
 * case-insensitive (RFC 9110, section 11.2).
 *
 * @returns undefined if there is neither.
 */
export function directLoginParameters(
  { directlogin: own }: IncomingHttpHeaders,
  authorization: Authorization | undefined,
): DirectLoginParameters | undefined {
  if (own === undefined && authorization?.scheme !== 'directlogin') return undefined;
  const pairs = own === undefined ? readParameters(authorization?.rest ?? '') : readDirectLoginHeader(String(own));
  const found: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const known = name.toLowerCase();
    if (NAMES.has(known) && value !== '') found[known] = value;
  }
  return found;
}
