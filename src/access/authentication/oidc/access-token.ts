import type { JWTPayload } from 'jose';

/** What providers call a token that says who may call, in the claims `typ` (Keycloak), `token_use` (Cognito) and `token_type`. */
const KINDS = ['bearer', 'dpop', 'access', 'access_token'];
/** Claims that do not tell the kind. */
const NEUTRAL = ['jwt', 'at+jwt'];
/** Hashes of what was issued with an ID token; only ID tokens have them (OpenID Connect Core 1.0, sections 3.1.3.6 and 3.3.2.11). */
const HASHES = ['at_hash', 'c_hash', 's_hash'];

/** The kinds that the claims of a token name, in lower case; empty for a claim that is not a string. */
const kindsOf = ({ typ, token_use: use, token_type: type }: JWTPayload): string[] =>
  [typ, use, type]
    .filter((kind) => kind !== undefined)
    .map((kind) => (typeof kind === 'string' ? kind.toLowerCase() : ''))
    .filter((kind) => !NEUTRAL.includes(kind));

/** Whether no claim says that a token is of another kind: an ID token, a refresh token, a logout token. */
export const isOfNoOtherKind = (claims: JWTPayload): boolean => kindsOf(claims).every((kind) => KINDS.includes(kind));

/**
 * Whether a JWT may identify a caller. An ID token tells an application who has signed in, and reaches places that must not be able to call
 * us: logs, browsers, other applications. It has the same issuer and keys, and if an API is its own client the same audience.
 *
 * @param type of the protected header: of access tokens `at+jwt` (RFC 9068), which settles it unless a claim says otherwise.
 */
export function isAccessToken(type: string | undefined, claims: JWTPayload): boolean {
  if (!isOfNoOtherKind(claims)) return false;
  if (type !== undefined && /^(application\/)?at\+jwt$/i.test(type)) return true;
  if (HASHES.some((name) => claims[name] !== undefined)) return false;
  if (kindsOf(claims).length > 0) return true; // older Keycloaks write the nonce into access tokens too
  return claims.nonce === undefined && !isForItsClientAlone(claims);
}

/** Like an ID token; the access token of an application that calls its own API has a `scope`. */
function isForItsClientAlone({ aud, azp, client_id: clientId, scope, scp }: JWTPayload): boolean {
  const audiences = [aud ?? []].flat();
  const client = azp ?? clientId ?? audiences[0];
  return audiences.length === 1 && audiences[0] === client && scope === undefined && scp === undefined;
}
