import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import passport from 'passport';
import type { ObpError } from '../../platform/errors/obp-error.js';
import type { Principal } from '../sessions/principal.js';
import { PrincipalsService } from '../sessions/principals/principals.service.js';
import { TOKEN_STRATEGY, type VerifiedToken } from './token.strategy.js';

/** Maximum cached tokens, so that the signature of a token in frequent use is checked only once. */
const CAPACITY = 10_000;

/** Tokens that we signed ourselves, whichever header brings them (contract section 3.2.3). */
@Injectable()
export class AccessTokenVerifier {
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: CAPACITY });

  constructor(private readonly principals: PrincipalsService) {}

  /**
   * @param invalid what is thrown for a token that is not valid, or no longer valid.
   * @returns a promise only if something has to be looked up.
   */
  authenticate(request: FastifyRequest, token: string, invalid: () => ObpError): Principal | Promise<Principal> {
    return this.remembered(token, invalid) ?? this.verify(request, token, invalid);
  }

  /** Like {@link authenticate}, but undefined for a token that was not verified before. */
  remembered(token: string, invalid: () => ObpError): Principal | Promise<Principal> | undefined {
    const verified = this.verified.get(token);
    if (verified === undefined || verified.expires * 1000 <= Date.now()) return undefined;
    return this.principals.inSession(verified.sessionId, invalid);
  }

  private async verify(request: FastifyRequest, token: string, invalid: () => ObpError): Promise<Principal> {
    const verified = await askPassport(request);
    if (verified === undefined) throw invalid();
    this.verified.set(token, verified);
    return this.principals.inSession(verified.sessionId, invalid);
  }
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
