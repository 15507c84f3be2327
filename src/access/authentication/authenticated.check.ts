import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, type RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { Caller } from '../../platform/http/caller.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { SIGNATURE_ERRORS } from './oauth1/signed-requests.js';
import { Authenticator } from './authenticator.js';
import type { Principal } from '../sessions/principal.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    optionallyAuthenticated: true;
    authenticated: true;
  }
}

const CREDENTIAL_ERRORS: readonly ErrorKey[] = [
  'DirectLoginMissingParameters',
  'DirectLoginInvalidToken',
  'BearerTokenInvalid',
  'BearerClaimsRefused',
  'BearerTokenMalformed',
  'BearerSignatureRefused',
  'BearerIssuerUnknown',
  'BearerConsumerMissing',
  'BearerCertificateDiffers',
  'DpopProofInvalid',
  'IdentityProviderAway',
  'AuthorizationNotSupported',
  ...SIGNATURE_ERRORS,
  'UserIsDeleted',
  'UserLocked',
  'ConsumerDisabled',
  'TooManyRequests',
  'ServiceBusy',
];

const callerOf = ({ sessionId, user, consumer }: Principal): Caller => ({
  userId: user.userId,
  consumerId: consumer.consumerId,
  sessionId,
});

/**
 * Lets anonymous callers through, but not wrong credentials (contract section 3.2.3), nor callers whose consumer has used up its call
 * limits (section 9).
 */
@Injectable()
export class OptionallyAuthenticated extends Check {
  override readonly authentication: 'mandatory' | 'optional' = 'optional';

  constructor(
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
  ) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return CREDENTIAL_ERRORS;
  }

  run(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void> {
    // Identified and counted before a long body was read, which may have taken a while.
    if (request.principal !== undefined) return this.again(request);
    const found = this.authenticator.authenticate(request);
    if (found instanceof Promise) return found.then((principal) => this.accept(request, endpoint, principal));
    return this.accept(request, endpoint, found);
  }

  override async again(request: FastifyRequest): Promise<void> {
    if (request.principal !== undefined) request.principal = await this.authenticator.again(request, request.principal);
  }

  protected accept(request: FastifyRequest, endpoint: RegisteredEndpoint, principal: Principal | undefined): void | Promise<void> {
    if (principal === undefined) return;
    request.principal = principal;
    request.caller = callerOf(principal);
    return this.limiter.admit(request, endpoint, principal.consumer);
  }
}

/** Refuses anonymous callers too. */
@Injectable()
export class Authenticated extends OptionallyAuthenticated {
  override readonly authentication = 'mandatory';

  override errors(): readonly ErrorKey[] {
    return ['UserNotLoggedIn', ...CREDENTIAL_ERRORS];
  }

  protected override accept(request: FastifyRequest, endpoint: RegisteredEndpoint, principal: Principal | undefined): void | Promise<void> {
    if (principal === undefined) throw new ObpError('UserNotLoggedIn');
    return super.accept(request, endpoint, principal);
  }
}
