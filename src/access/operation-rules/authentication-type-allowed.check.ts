import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { authenticationTypesOf } from '../authentication/request-authentication-types.js';
import type { AuthenticationType } from '../sessions/authentication-type.js';
import { credentialsOf } from '../authentication/credentials.js';
import { Check, type RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { type OperationRules, OperationRulesService } from './operation-rules.service.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    authenticationTypeAllowed: true;
    sessionAuthenticationTypeAllowed: true;
  }
}

/**
 * Refuses authentication types that are not allowed for the operation, before the credentials are verified (contract section 6.4).
 * Anonymous requests pass: authentication itself refuses them.
 */
@Injectable()
export class AuthenticationTypeAllowed extends Check {
  constructor(private readonly rules: OperationRulesService) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['AuthenticationTypeNotAllowed'];
  }

  run(request: FastifyRequest, { operationId: own, rulesOf: operationId = own }: RegisteredEndpoint): void | Promise<void> {
    const rules = this.rules.current();
    if (rules instanceof Promise) return rules.then((loaded) => this.refuseUnlessAllowed(request, operationId, loaded));
    this.refuseUnlessAllowed(request, operationId, rules);
  }

  override again(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void> {
    return this.run(request, endpoint);
  }

  /** The request's authentication types: here by the shape of its headers. */
  protected typesOf(request: FastifyRequest): readonly AuthenticationType[] {
    return authenticationTypesOf(request.headers, credentialsOf(request));
  }

  private refuseUnlessAllowed(request: FastifyRequest, operationId: string, { authenticationTypes }: OperationRules): void {
    const allowed = authenticationTypes.get(operationId);
    if (allowed === undefined) return;
    const refused = this.typesOf(request).find((type) => !allowed.includes(type));
    if (refused === undefined) return;
    const detail = ` allowed authentication types: [${allowed.join(', ')}], current request auth type: ${refused}`;
    throw new ObpError('AuthenticationTypeNotAllowed', detail);
  }
}

/**
 * Refuses sessions that were proven in a way that is not allowed, whatever the headers look like: runs right after the check that
 * identifies the caller (decision 46).
 */
@Injectable()
export class SessionAuthenticationTypeAllowed extends AuthenticationTypeAllowed {
  protected override typesOf({ principal }: FastifyRequest): readonly AuthenticationType[] {
    return principal === undefined ? [] : [principal.authenticationType];
  }
}
