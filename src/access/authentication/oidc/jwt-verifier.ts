import { hash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { isAccessToken } from './access-token.js';
import { ASYMMETRIC_ALGORITHMS, CLOCK_SKEW } from '../../../platform/http/signature-algorithms.js';
import { type ExternalToken, readExternalToken } from './external-token.js';
import type { Provider } from './provider.js';

/** Types of tokens that identify a caller (RFC 9068, RFC 7519); a token for another purpose, such as a logout, has its own type. */
const TYPES = [undefined, 'jwt', 'at+jwt', 'application/jwt', 'application/at+jwt'];

/** The issuer that a token names, before anything is verified; undefined when it is not a JWT at all. */
export function unverifiedIssuer(token: string): { readonly issuer: string } | undefined {
  if (token.split('.', 4).length !== 3) return undefined;
  try {
    decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    return { issuer: typeof iss === 'string' ? iss : '' };
  } catch {
    throw new ObpError('BearerTokenMalformed');
  }
}

/**
 * @throws ObpError OBP-20204 for claims, OBP-20206 for the signature, OBP-20209 for no application (401); OBP-98120 (503) when the issuer's
 * keys are not available.
 */
export async function verifyJwt(provider: Provider, token: string): Promise<ExternalToken> {
  const { issuer } = provider;
  try {
    const { payload, protectedHeader } = await jwtVerify(token, provider.keyOf, {
      algorithms: ASYMMETRIC_ALGORITHMS,
      issuer: issuer.issuer,
      audience: [...issuer.audiences],
      clockTolerance: CLOCK_SKEW,
      requiredClaims: ['exp', 'iat'],
    });
    const { typ } = protectedHeader;
    if (!TYPES.includes(typ?.toLowerCase())) throw new ObpError('BearerClaimsRefused', 'The type is not acceptable.');
    if (!isAccessToken(typ, payload))
      throw new ObpError('BearerClaimsRefused', 'It is an ID token or of another kind: send an access token.');
    return readExternalToken(sessionIdOf(token.slice(0, token.lastIndexOf('.'))), issuer, payload);
  } catch (error) {
    throw toRefusal(error);
  }
}

/**
 * A UUID that stands for a token. Only the signed part of a JWT counts: the signature could be written differently, and would then stand
 * for another session, which is not revoked.
 */
export function sessionIdOf(text: string): string {
  const hex = hash('sha256', `session:${text}`, 'hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`; // version 8 (RFC 9562)
}

function toRefusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
    return new ObpError('BearerClaimsRefused', `The claim ${error.claim} is not acceptable.`);
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return new ObpError('BearerTokenMalformed');
  // Also a TypeError, which jose throws for a key that is too short or does not fit the algorithm.
  if (error instanceof errors.JOSEError || error instanceof TypeError) return new ObpError('BearerSignatureRefused');
  return error;
}
