import type { JWTPayload } from 'jose';
import type { OidcIssuer } from '../../../platform/config/oidc-issuers.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { CLOCK_SKEW } from '../../../platform/http/signature-algorithms.js';

/** A valid token of another issuer, and what follows from its claims. */
export interface ExternalToken {
  /** The session that it stands for. */
  readonly sessionId: string;
  /** Unix times in seconds; the second is the latest time at which any clock may accept it. */
  readonly issuedAt: number;
  readonly expires: number;
  readonly provider: string;
  readonly user: { readonly username: string; readonly email: string; readonly firstName: string; readonly lastName: string };
  /** What the issuer calls the application. */
  readonly azp: string;
  readonly binding: TokenBinding;
}

/** What a token is bound to (RFC 7800): it is valid only with a proof of that. */
export interface TokenBinding {
  /** SHA-256 of a certificate, in base64url (RFC 8705). */
  readonly certificate: string | undefined;
  /** Thumbprint of a key, in the same form (RFC 9449). */
  readonly key: string | undefined;
}

/** As long as `sub` may be (OpenID Connect Core 1.0, section 2). */
const LONGEST_USERNAME = 255;
const LONGEST_AZP = 250;

/**
 * Reads the claims of a token whose signature, issuer, audience and times are valid.
 *
 * @throws ObpError OBP-20204 (401) naming the claim that is not acceptable, OBP-20209 when none names the application.
 */
export function readExternalToken(sessionId: string, issuer: OidcIssuer, claims: JWTPayload): ExternalToken {
  const { iat, exp } = claims;
  if (!isTime(exp)) throw refused('exp');
  if (!isTime(iat) || iat > Date.now() / 1000 + CLOCK_SKEW) throw refused('iat');
  const username = demandName(issuer.claims.username, claims[issuer.claims.username], LONGEST_USERNAME);
  const isVerified = claims.email_verified !== false && claims.email_verified !== 'false';
  // Otherwise somebody who may enter any address at the issuer could become the user with that address.
  if (issuer.claims.username === issuer.claims.email && claims.email_verified !== true) throw refused('email_verified');
  return {
    sessionId,
    issuedAt: iat,
    expires: exp + CLOCK_SKEW,
    provider: issuer.issuer,
    user: {
      username,
      email: isVerified ? (name(claims[issuer.claims.email], 200) ?? '') : '',
      firstName: name(claims[issuer.claims.firstName], 100) ?? '',
      lastName: name(claims[issuer.claims.lastName], 100) ?? '',
    },
    azp: azpOf(issuer, claims),
    binding: bindingOf(claims.cnf),
  };
}

/** Seconds from 1970 to the end of the year 9999. */
const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < 253_402_300_800;

const refused = (claim: string, problem = 'is not acceptable'): ObpError =>
  new ObpError('BearerClaimsRefused', `The claim ${claim} ${problem}.`);

function demandName(claim: string, value: unknown, longest: number): string {
  const found = name(value, longest);
  if (found !== undefined) return found;
  throw typeof value === 'string' && isLonger(value, longest) ? refused(claim, `is longer than ${longest} characters`) : refused(claim);
}

const isLonger = (text: string, longest: number): boolean => [...text].length > longest;

/** A text that can be stored; longer ones are not truncated, since two could become the same. */
function name(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string' || value === '' || value.trim() !== value || isLonger(value, longest)) return undefined;
  return /\p{Cc}|\p{Cs}/u.test(value) ? undefined : value;
}

/** The application: `azp` (OpenID Connect), `client_id` (RFC 9068), else the only audience, as in an ID token. */
function azpOf(issuer: OidcIssuer, { azp, client_id: clientId, aud }: JWTPayload): string {
  if (azp !== undefined && clientId !== undefined && azp !== clientId) throw refused('azp');
  const audiences = [aud ?? []].flat();
  const claimed = azp ?? clientId ?? (audiences.length === 1 ? audiences[0] : undefined);
  if (claimed === undefined) throw new ObpError('BearerConsumerMissing');
  const found = demandName('azp', claimed, LONGEST_AZP);
  if (issuer.authorizedParties.length > 0 && !issuer.authorizedParties.includes(found)) throw refused('azp');
  return found;
}

/** A binding that we cannot verify is not ignored: the token is refused. */
function bindingOf(cnf: unknown): TokenBinding {
  if (cnf === undefined) return { certificate: undefined, key: undefined };
  const members = Object.entries(typeof cnf === 'object' && cnf !== null ? cnf : {});
  if (members.length === 0) throw refused('cnf');
  for (const [member, value] of members) if (!['x5t#S256', 'jkt'].includes(member) || typeof value !== 'string') throw refused('cnf');
  const { 'x5t#S256': certificate, jkt: key } = cnf as Record<string, string | undefined>;
  return { certificate, key };
}
