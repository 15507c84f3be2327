import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RoleAuthority } from '../../entitlements/role-authority.js';
import { Check } from '../../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { ADDING_ROLES } from '../scopes.service.js';

declare module '../../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    mayAddScope: true;
  }
}

/**
 * v4.0.0 checks the role before anything else. OBP does not know the bank at that point, so CanCreateScopeAtOneBank, which it documents,
 * never works; here the body's bank counts. The text of the refusal is OBP's (recorded).
 */
@Injectable()
export class MayAddScope extends Check {
  constructor(private readonly authority: RoleAuthority) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['UserHasMissingRoles'];
  }

  async run(request: FastifyRequest): Promise<void> {
    if (request.principal === undefined) throw new ObpError('UserNotLoggedIn');
    const bankId = (request.body as { bank_id?: unknown } | null | undefined)?.bank_id;
    if (await this.authority.holdsAny(request.principal, ADDING_ROLES, typeof bankId === 'string' ? bankId : '')) return;
    throw new ObpError('UserHasMissingRoles', `${ADDING_ROLES.map(({ name }) => name).join(' or ')} for BankId().`);
  }
}
