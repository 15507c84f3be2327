import { Logger } from '@nestjs/common';
import { createLocalJWKSet, type CryptoKey, errors, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { isSafeUrl, type OidcIssuer } from '../../../platform/config/oidc-issuers.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { fetchJson } from './fetch-json.js';

/** Milliseconds after which keys are fetched again; until then the known ones are used. */
const FRESH_FOR = 5 * 60_000;
/** Milliseconds for which keys are used while the provider is unavailable. */
const USABLE_FOR = 24 * 3_600_000;
/** Minimum milliseconds between two fetches, whatever key ids callers invent. */
const REST = 2_000;
/** Maximum milliseconds between two fetches while the provider is unavailable: the pause doubles with each failure. */
const LONGEST_REST = 60_000;

type LocalKeys = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

interface Known {
  readonly keys: LocalKeys;
  readonly introspectionEndpoint: string | undefined;
  /** On the monotonic clock, in milliseconds. */
  readonly since: number;
}

/** An issuer's keys and endpoints, fetched when needed and cached (OpenID Connect Discovery 1.0). */
export class Provider {
  private readonly logger = new Logger(Provider.name);
  private known: Known | undefined;
  private fetching: Promise<Known> | undefined;
  private failures = 0;
  private nextFetch = 0;

  constructor(readonly issuer: OidcIssuer) {}

  /**
   * The key that a token says it was signed with. @throws ObpError OBP-98120 (503) when the provider is unavailable and the key is not
   * known.
   */
  readonly keyOf: LocalKeys = async (header, token) => {
    const { keys } = await this.facts();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // The key may be newer than our list.
      if (this.fetching === undefined && performance.now() < this.nextFetch) {
        if (this.failures > 0) throw new ObpError('IdentityProviderAway');
        throw error;
      }
      const renewed = await this.fetch();
      return renewed.keys(header, token);
    }
  };

  /** @throws ObpError OBP-98120 (503) when the provider is unavailable, or has none. */
  async introspectionEndpoint(): Promise<string> {
    const { introspectionEndpoint } = await this.facts();
    if (introspectionEndpoint === undefined) throw new ObpError('IdentityProviderAway');
    return introspectionEndpoint;
  }

  /** From memory if that is allowed. A caller who needs an older key does not wait for a newer list. */
  private async facts(): Promise<Known> {
    const age = this.known === undefined ? Infinity : performance.now() - this.known.since;
    if (this.known === undefined || age > USABLE_FOR) return this.fetch();
    if (age > FRESH_FOR) void this.fetch().catch(() => undefined);
    return this.known;
  }

  /** Concurrent callers share the fetch; after a failure there is a pause. */
  private fetch(): Promise<Known> {
    if (this.fetching !== undefined) return this.fetching;
    if (performance.now() < this.nextFetch) return Promise.reject(new ObpError('IdentityProviderAway'));
    this.fetching = this.read()
      .then(
        (known) => {
          this.failures = 0;
          return (this.known = known);
        },
        (error: unknown) => {
          if (this.failures++ === 0) this.logger.warn(`the provider ${this.issuer.issuer} cannot be asked: ${reasonOf(error)}`);
          throw new ObpError('IdentityProviderAway');
        },
      )
      .finally(() => {
        this.fetching = undefined;
        this.nextFetch = performance.now() + Math.min(REST * 2 ** Math.min(Math.max(this.failures - 1, 0), 10), LONGEST_REST);
      });
    return this.fetching;
  }

  private async read(): Promise<Known> {
    const { issuer } = this.issuer;
    const said = (await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)) as Record<string, unknown>;
    if (said.issuer !== issuer) throw new Error('its discovery document is of another issuer');
    const { jwks_uri: keysUrl, introspection_endpoint: introspection } = said;
    if (typeof keysUrl !== 'string' || !isSafeUrl(keysUrl)) throw new Error('its jwks_uri is no https URL');
    const keys = createLocalJWKSet((await fetchJson(keysUrl)) as JSONWebKeySet) as LocalKeys;
    const introspectionEndpoint = typeof introspection === 'string' && isSafeUrl(introspection) ? introspection : undefined;
    return { keys, introspectionEndpoint, since: performance.now() };
  }
}

/** The text of an unknown error may quote the answer, so only its kind is reported. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause as { code?: unknown } | undefined;
  if (typeof cause?.code === 'string') return cause.code;
  return error.constructor === Error ? error.message : error.name;
}
