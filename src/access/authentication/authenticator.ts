import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ObpError } from '../../platform/errors/obp-error.js';
import { credentialsOf } from './credentials.js';
import { invalidAccessToken } from './oauth1/access-tokens.js';
import { SignedCalls } from './oauth1/signed-calls.js';
import { ExternalTokens } from './oidc/external-tokens.js';
import { AccessTokenVerifier } from './access-token-verifier.js';
import type { Principal } from '../sessions/principal.js';
import { PrincipalsService } from '../sessions/principals/principals.service.js';

/** The token is not repeated to the caller, although OBP does: answers end up in logs of proxies. */
const directLoginInvalid = (): ObpError => new ObpError('DirectLoginInvalidToken');
const bearerInvalid = (): ObpError => new ObpError('BearerTokenInvalid');

/** Finds out who sent a request (contract section 3): passes it to the scheme that its headers name. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly ownTokens: AccessTokenVerifier,
    private readonly signedCalls: SignedCalls,
    private readonly foreignTokens: ExternalTokens,
    private readonly principals: PrincipalsService,
  ) {}

  /**
   * @returns undefined for an anonymous request; a promise only if something has to be looked up.
   * @throws ObpError for invalid credentials.
   */
  authenticate(request: FastifyRequest): Principal | undefined | Promise<Principal> {
    const credentials = credentialsOf(request);
    switch (credentials.scheme) {
      case 'anonymous':
        return undefined;
      case 'directLogin':
        if (credentials.token === undefined) throw new ObpError('DirectLoginMissingParameters', 'token');
        return this.ownTokens.authenticate(request, credentials.token, directLoginInvalid);
      case 'bearer':
      case 'dpop': {
        const { scheme, token } = credentials;
        // A token of ours that was seen before need not be parsed to know whose it is.
        const known = scheme === 'bearer' ? this.ownTokens.remembered(token, bearerInvalid) : undefined;
        return known ?? this.foreignTokens.authenticate(request, credentials) ?? this.ownTokens.authenticate(request, token, bearerInvalid);
      }
      case 'oauth1':
        return this.signedCalls.authenticate(request);
      case 'unsupported':
        throw new ObpError('AuthorizationNotSupported');
    }
  }

  /**
   * The caller of a request that was accepted and is still running, by the current state of the session, the user and the consumer; for an
   * opaque token also by what its issuer says now.
   *
   * @throws ObpError like {@link authenticate}.
   */
  again(request: FastifyRequest, { sessionId }: Principal): Principal | Promise<Principal> {
    const credentials = credentialsOf(request);
    switch (credentials.scheme) {
      case 'bearer':
      case 'dpop':
        return this.foreignTokens.again(request, credentials.token) ?? this.principals.inSession(sessionId, bearerInvalid);
      case 'oauth1':
        return this.principals.inSession(sessionId, invalidAccessToken);
      case 'directLogin':
      case 'anonymous':
      case 'unsupported':
        return this.principals.inSession(sessionId, directLoginInvalid);
    }
  }
}
