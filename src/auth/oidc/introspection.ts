import { LRUCache } from 'lru-cache';
import type { JWTPayload } from 'jose';
import { ObpError } from '../../obp/errors/obp-error.js';
import { CLOCK_SKEW } from './algorithms.js';
import { fetchJson } from './fetch-json.js';
import { type ForeignToken, readForeignToken } from './foreign-token.js';
import { sessionIdOf } from './jwt-verifier.js';
import type { Provider } from './provider.js';

/** Milliseconds for which an answer counts, also that a token is not good: what is revoked there acts here within a second. */
const REMEMBERED_FOR = 800;
const CAPACITY = 10_000;
/** Questions under way at most, so that strangers with invented tokens cannot have us flood the provider. */
const AT_ONCE = 50;

/** Asks a provider about tokens that are no JWTs (RFC 7662). */
export class Introspection {
  private readonly answers = new LRUCache<string, ForeignToken | ObpError>({ max: CAPACITY, ttl: REMEMBERED_FOR });
  private readonly asking = new Map<string, Promise<ForeignToken>>();

  constructor(private readonly provider: Provider) {}

  /** @throws ObpError OBP-20202, 20204, 20209 (401); OBP-98120 (503) when the provider does not answer. */
  verify(token: string): ForeignToken | Promise<ForeignToken> {
    const known = this.answers.get(token);
    if (known instanceof ObpError) throw known;
    if (known !== undefined) return known;
    const running = this.asking.get(token);
    if (running !== undefined) return running;
    if (this.asking.size >= AT_ONCE) throw new ObpError('IdentityProviderAway');
    const asked = this.ask(token).finally(() => this.asking.delete(token));
    this.asking.set(token, asked);
    return asked;
  }

  private async ask(token: string): Promise<ForeignToken> {
    const start = performance.now();
    const claims = await this.claimsOf(token);
    try {
      const found = readForeignToken(
        sessionIdOf(`${this.provider.issuer.issuer} ${token}`),
        this.provider.issuer,
        checked(this.provider, claims),
      );
      this.answers.set(token, found, { start });
      return found;
    } catch (error) {
      if (error instanceof ObpError) this.answers.set(token, error, { start });
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

/** What the provider may leave out is taken from its issuer; what it says has to fit as in a JWT. */
function checked({ issuer }: Provider, claims: JWTPayload): JWTPayload {
  if (claims.active !== true) throw new ObpError('BearerTokenInvalid');
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
