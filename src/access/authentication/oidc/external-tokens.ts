import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { clientAddress } from '../../../platform/http/client-address.js';
import type { Principal } from '../../sessions/principal.js';
import { ClientCertificates } from './client-certificate.js';
import { DpopProofs } from './dpop-proofs.js';
import { ExternalSessions } from './external-sessions.js';
import type { ExternalToken } from './external-token.js';
import { Introspection } from './introspection.js';
import { unverifiedIssuer, verifyJwt } from './jwt-verifier.js';
import { Provider } from './provider.js';

/** Maximum characters of a token. */
const LONGEST_TOKEN = 8_192;
/** Maximum characters of all cached tokens. */
const CAPACITY = 20_000_000;
/** Milliseconds after which a signature is checked again, since the issuer may have withdrawn its key. */
const REMEMBERED_FOR = 5 * 60_000;

interface BearerCredentials {
  readonly scheme: 'bearer' | 'dpop';
  readonly token: string;
}

/** Bearer tokens of the issuers that `OIDC_ISSUERS` names (contract section 3.4, decision 45). */
@Injectable()
export class ExternalTokens {
  private readonly providers: ReadonlyMap<string, Provider>;
  private readonly introspection: Introspection | undefined;
  private readonly verified = new LRUCache<string, ExternalToken>({
    max: 10_000,
    maxSize: CAPACITY,
    sizeCalculation: (_verified, token) => token.length,
    ttl: REMEMBERED_FOR,
  });

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: ExternalSessions,
    private readonly certificates: ClientCertificates,
    private readonly proofs: DpopProofs,
  ) {
    const providers = config.oidcIssuers.map((issuer) => new Provider(issuer));
    this.providers = new Map(providers.map((provider) => [provider.issuer.issuer, provider]));
    const introspecting = providers.find(({ issuer }) => issuer.introspection !== undefined);
    this.introspection = introspecting && new Introspection(introspecting);
  }

  /**
   * @returns undefined for a token that can only be our own; a promise only if something has to be looked up or asked.
   * @throws ObpError OBP-20202 to OBP-20210, OBP-98121 (401), OBP-98120 (503).
   */
  authenticate(request: FastifyRequest, { scheme, token }: BearerCredentials): Principal | Promise<Principal> | undefined {
    const known = this.remembered(token);
    if (known !== undefined) return this.accept(request, token, scheme, known);
    if (token.length > LONGEST_TOKEN) throw new ObpError('BearerTokenInvalid');
    const claimed = unverifiedIssuer(token);
    if (this.isOwn(claimed?.issuer)) {
      if (scheme === 'dpop') throw new ObpError('BearerTokenInvalid'); // our own are not bound
      return undefined;
    }
    return this.verify(request, token, scheme, claimed?.issuer);
  }

  /**
   * Like {@link authenticate}, for a request that was accepted and is still running. The proof is not required again, since it is valid
   * only once; the issuer of an opaque token is asked again.
   */
  again(request: FastifyRequest, token: string): Principal | Promise<Principal> | undefined {
    const known = this.remembered(token);
    if (known !== undefined) return this.sessions.of(known);
    const issuer = unverifiedIssuer(token)?.issuer;
    return this.isOwn(issuer) ? undefined : this.read(request, token, issuer).then((found) => this.sessions.of(found));
  }

  private remembered(token: string): ExternalToken | undefined {
    const known = this.verified.get(token);
    return known !== undefined && known.expires * 1000 > Date.now() ? known : undefined;
  }

  private isOwn(issuer: string | undefined): boolean {
    return issuer === undefined ? this.introspection === undefined : issuer === this.config.localIdentityProvider;
  }

  private async verify(request: FastifyRequest, token: string, scheme: BearerCredentials['scheme'], issuer?: string): Promise<Principal> {
    const found = await this.read(request, token, issuer);
    const principal = await this.acceptNew(request, token, scheme, found);
    if (issuer !== undefined) this.verified.set(token, found); // the answer about an opaque token is cached by the code that asked
    return principal;
  }

  /** The verified content of a token. */
  private async read(request: FastifyRequest, token: string, issuer?: string): Promise<ExternalToken> {
    if (issuer === undefined) {
      const found = await this.introspection?.verify(token, clientAddress(request));
      if (found === undefined) throw new ObpError('BearerTokenInvalid');
      return found;
    }
    const provider = this.providers.get(issuer);
    if (provider === undefined) throw new ObpError('BearerIssuerUnknown');
    return verifyJwt(provider, token);
  }

  /** A token is proven before anything is stored for it. */
  private async acceptNew(
    request: FastifyRequest,
    token: string,
    scheme: BearerCredentials['scheme'],
    found: ExternalToken,
  ): Promise<Principal> {
    await this.prove(request, token, scheme, found);
    await this.sessions.ensure(request, found);
    return this.sessions.of(found);
  }

  private accept(
    request: FastifyRequest,
    token: string,
    scheme: BearerCredentials['scheme'],
    found: ExternalToken,
  ): Principal | Promise<Principal> {
    const proving = this.prove(request, token, scheme, found);
    return proving === undefined ? this.sessions.of(found) : proving.then(() => this.sessions.of(found));
  }

  /** @returns a promise only for a token bound to a key. */
  private prove(
    request: FastifyRequest,
    token: string,
    scheme: BearerCredentials['scheme'],
    { binding: { certificate, key } }: ExternalToken,
  ): Promise<void> | undefined {
    if (certificate !== undefined && !this.certificates.proves(request, certificate)) throw new ObpError('BearerCertificateDiffers');
    // RFC 9449, section 7.2: a token bound to a key is not a bearer token, and vice versa.
    if ((key === undefined) !== (scheme === 'bearer')) throw new ObpError(key === undefined ? 'BearerTokenInvalid' : 'DpopProofInvalid');
    return key === undefined ? undefined : this.proofs.demand(request, token, key);
  }
}
