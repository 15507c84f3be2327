import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check } from '../obp/checks/check.js';
import type { ErrorKey } from '../obp/errors/catalogue.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { Authenticator } from './authenticator.service.js';
import type { Principal } from './principal.js';

const CREDENTIAL_ERRORS: readonly ErrorKey[] = [
  'DirectLoginMissingParameters',
  'DirectLoginInvalidToken',
  'BearerTokenInvalid',
  'AuthorizationNotSupported',
  'UserIsDeleted',
  'UserLocked',
  'ConsumerDisabled',
];

/** Lets anonymous callers through, but not credentials that are present and wrong (contract section 3.2.3). */
@Injectable()
export class Identified extends Check {
  override readonly authentication: 'mandatory' | 'optional' = 'optional';

  constructor(private readonly authenticator: Authenticator) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return CREDENTIAL_ERRORS;
  }

  run(request: FastifyRequest): void | Promise<void> {
    const found = this.authenticator.authenticate(request);
    if (found instanceof Promise) return found.then((principal) => this.accept(request, principal));
    this.accept(request, found);
  }

  protected accept(request: FastifyRequest, principal: Principal | undefined): void {
    if (principal !== undefined) request.principal = principal;
  }
}

/** Refuses anonymous callers too. */
@Injectable()
export class Authenticated extends Identified {
  override readonly authentication = 'mandatory';

  override errors(): readonly ErrorKey[] {
    return ['UserNotLoggedIn', ...CREDENTIAL_ERRORS];
  }

  protected override accept(request: FastifyRequest, principal: Principal | undefined): void {
    if (principal === undefined) throw new ObpError('UserNotLoggedIn');
    request.principal = principal;
  }
}
