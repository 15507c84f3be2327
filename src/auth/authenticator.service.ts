import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import passport from 'passport';
import { ObpError } from '../obp/errors/obp-error.js';
import { type Credentials, readCredentials } from './credentials.js';
import type { Principal } from './principal.js';
import { PrincipalsService } from './principals.service.js';
import { TOKEN_STRATEGY, type VerifiedToken } from './token.strategy.js';

/** Tokens remembered at most, so that the signature of one that is used again and again is checked once. */
const CAPACITY = 10_000;

/** Finds out who sent a request (contract section 3). */
@Injectable()
export class Authenticator {
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: CAPACITY });

  constructor(private readonly principals: PrincipalsService) {}

  /**
   * @returns undefined for an anonymous request; a promise only where something has to be looked up.
   * @throws ObpError for credentials that are present and not good.
   */
  authenticate(request: FastifyRequest): Principal | undefined | Promise<Principal> {
    const credentials = readCredentials(request.headers);
    if (credentials.scheme === 'anonymous') return undefined;
    if (credentials.scheme === 'unsupported') throw new ObpError('AuthorizationNotSupported');
    const { token } = credentials as { token: string | undefined };
    if (token === undefined) throw new ObpError('DirectLoginMissingParameters', 'token');
    const verified = this.verified.get(token);
    if (verified !== undefined && verified.expires * 1000 > Date.now()) {
      const principal = this.principals.recall(verified.sessionId);
      if (principal !== undefined && refusal(principal, credentials) === undefined) return principal;
      return this.load(verified, credentials);
    }
    return this.verify(request, token, credentials);
  }

  private async verify(request: FastifyRequest, token: string, credentials: Credentials): Promise<Principal> {
    const verified = await askPassport(request);
    if (verified === undefined) throw invalidToken(credentials);
    this.verified.set(token, verified);
    return this.load(verified, credentials);
  }

  private async load({ sessionId }: VerifiedToken, credentials: Credentials): Promise<Principal> {
    const principal = await this.principals.load(sessionId);
    if (principal === undefined) throw invalidToken(credentials);
    const refused = refusal(principal, credentials);
    if (refused !== undefined) throw refused;
    return principal;
  }
}

/** The token is not repeated to the caller, although OBP does: answers end up in logs of proxies. */
const invalidToken = ({ scheme }: Credentials): ObpError =>
  new ObpError(scheme === 'bearer' ? 'BearerTokenInvalid' : 'DirectLoginInvalidToken');

/** Why a session that exists may not be used (contract section 1.2, step 3). */
function refusal(principal: Principal, credentials: Credentials): ObpError | undefined {
  if (principal.revoked || principal.expiresAt.getTime() <= Date.now()) return invalidToken(credentials);
  if (principal.user.isDeleted) return new ObpError('UserIsDeleted');
  if (principal.user.isLocked) return new ObpError('UserLocked');
  if (!principal.consumer.isActive) return new ObpError('ConsumerDisabled');
  return undefined;
}

/** Runs the strategy; undefined when it refuses. */
const askPassport = (request: FastifyRequest): Promise<VerifiedToken | undefined> =>
  new Promise((resolve, reject) => {
    const done = (error: unknown, verified: VerifiedToken | false | undefined): void => {
      if (error instanceof Error) reject(error);
      else resolve(verified || undefined);
    };
    (
      passport.authenticate(TOKEN_STRATEGY, { session: false }, done) as (
        request: unknown,
        response: unknown,
        next: (error: unknown) => void,
      ) => void
    )(request, {}, reject);
  });
