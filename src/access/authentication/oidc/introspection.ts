import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { JWTPayload } from 'jose';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { isOfNoOtherKind } from './access-token.js';
import { CLOCK_SKEW } from '../../../platform/http/signature-algorithms.js';
import { fetchJson } from './fetch-json.js';
import { type ExternalToken, readExternalToken } from './external-token.js';
import { sessionIdOf } from './jwt-verifier.js';
import type { Provider } from './provider.js';

/** Milliseconds for which an answer is valid, even a negative one: a token that is revoked there is refused here within a second. */
const REMEMBERED_FOR = 800;
const CAPACITY = 10_000;
/** Maximum concurrent requests, so that strangers with invented tokens cannot make us flood the provider. */
const AT_ONCE = 50;

/** Asks a provider about tokens that are not JWTs (RFC 7662). */
export class Introspection {
  /** Keyed by the SHA-256 of the token. */
  private readonly answers = new LRUCache<string, ExternalToken | ObpError>({ max: CAPACITY, ttl: REMEMBERED_FOR });
  private readonly asking = new Map<string, { readonly answer: Promise<ExternalToken>; readonly address: string }>();

  constructor(private readonly provider: Provider) {}

  /**
   * @param address where the call comes from, as `clientAddress` writes it.
   * @throws ObpError OBP-20202, 20204, 20209 (401); OBP-98120 (503) when the provider does not answer, or too many questions are under way.
   */
  verify(token: string, address: string): ExternalToken | Promise<ExternalToken> {
    const id = hash('sha256', token, 'base64url');
    const known = this.answers.get(id);
    if (known instanceof ObpError) throw known;
    if (known !== undefined) return known;
    const running = this.asking.get(id);
    if (running !== undefined) return running.answer;
    // One address may take as many slots as it leaves free for the others: at most half, so that none can take them all.
    const ofAddress = [...this.asking.values()].filter((one) => one.address === address).length;
    if (ofAddress >= AT_ONCE - this.asking.size) throw new ObpError('IdentityProviderAway');
    const answer = this.ask(token, id).finally(() => this.asking.delete(id));
    this.asking.set(id, { answer, address });
    return answer;
  }

  private async ask(token: string, id: string): Promise<ExternalToken> {
    const start = performance.now();
    const claims = await this.claimsOf(token);
    try {
      const found = readExternalToken(sessionIdOf(factsOf(this.provider, claims)), this.provider.issuer, checked(this.provider, claims));
      this.answers.set(id, found, { start });
      return found;
    } catch (error) {
      if (error instanceof ObpError) this.answers.set(id, error, { start });
      throw error;
    }
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    const { introspection } = this.provider.issuer;
    const endpoint = await this.provider.introspectionEndpoint();
    const basic = [introspection?.clientId, introspection?.clientSecret].map((part) => encodeURIComponent(part ?? '')).join(':'); // RFC 6749, section 2.3.1
    try {
      return (await fetchJson(endpoint, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          Authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
        },
        body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
      })) as JWTPayload;
    } catch {
      throw new ObpError('IdentityProviderAway');
    }
  }
}

/**
 * What identifies a token: not its text, since some providers accept one token in several spellings, and a token revoked under one must not
 * start again under another. All of these may be missing (RFC 7662, section 2.2) except the user's name, and if there is a `jti` the times
 * may differ in each answer.
 */
const factsOf = ({ issuer }: Provider, claims: JWTPayload): string => {
  const { jti, sub, azp, client_id: clientId, iat, exp } = claims;
  const id = typeof jti === 'string' && jti !== '' ? jti : [sub, azp ?? clientId, iat, exp];
  return JSON.stringify([issuer.issuer, claims[issuer.claims.username], id]);
};

/**
 * Claims that the provider may omit are taken from its configuration; those it sends must match as in a JWT. Some providers answer for
 * refresh tokens as well.
 */
function checked({ issuer }: Provider, claims: JWTPayload): JWTPayload {
  if (claims.active !== true || !isOfNoOtherKind(claims)) throw new ObpError('BearerTokenInvalid');
  const refuse = (claim: string): never => {
    throw new ObpError('BearerClaimsRefused', `The claim ${claim} is not acceptable.`);
  };
  const now = Date.now() / 1000;
  if (claims.iss !== undefined && claims.iss !== issuer.issuer) refuse('iss');
  if (typeof claims.exp !== 'number' || claims.exp + CLOCK_SKEW <= now) refuse('exp');
  if (claims.nbf !== undefined && !(typeof claims.nbf === 'number' && claims.nbf - CLOCK_SKEW <= now)) refuse('nbf');
  if (![claims.aud ?? []].flat().some((one) => issuer.audiences.includes(one))) refuse('aud');
  return claims;
}
