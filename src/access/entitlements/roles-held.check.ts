import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check, type RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { Principal } from '../sessions/principal.js';
import type { Role } from '../../platform/endpoint/roles.js';
import { RoleAuthority } from './role-authority.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    rolesHeld: true;
  }
}

/** Refuses callers who do not hold the roles that the operation declares (one of them, or all); passes where it declares none. */
@Injectable()
export class RolesHeld extends Check {
  constructor(private readonly authority: RoleAuthority) {
    super();
  }

  errors(roles: readonly Role[]): readonly ErrorKey[] {
    return roles.length === 0 ? [] : ['UserNotLoggedIn', 'UserHasMissingRoles'];
  }

  run(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void> {
    if (endpoint.roles.length === 0) return;
    if (request.principal === undefined) throw new ObpError('UserNotLoggedIn');
    const bankId = (request.params as { BANK_ID?: string }).BANK_ID ?? '';
    const holds =
      endpoint.rolesNeeded === 'all'
        ? this.holdsAll(request.principal, endpoint.roles, bankId)
        : this.authority.holdsAny(request.principal, endpoint.roles, bankId);
    if (holds === true) return;
    if (holds === false) throw missingRoles(endpoint, bankId);
    return holds.then((held) => {
      if (!held) throw missingRoles(endpoint, bankId);
    });
  }

  override again(request: FastifyRequest, endpoint: RegisteredEndpoint): void | Promise<void> {
    return this.run(request, endpoint);
  }

  private async holdsAll(principal: Principal, roles: readonly Role[], bankId: string): Promise<boolean> {
    for (const role of roles) if (!(await this.authority.holdsAny(principal, [role], bankId))) return false;
    return true;
  }
}

/** Contract section 4.2: the bank is named when at least one of the roles belongs to a bank. */
function missingRoles({ roles, rolesNeeded = 'any', roleRefusal = 'forBankId' }: RegisteredEndpoint, bankId: string): ObpError {
  const names = roles.map(({ name }) => name);
  const missing = rolesNeeded === 'all' ? `${names.join(' and ')} entitlements are required` : names.join(' or ');
  const ofBank = roleRefusal !== 'namesOnly' && roles.some(({ requiresBankId }) => requiresBankId);
  if (roleRefusal === 'atBank' && ofBank) return new ObpError('UserHasMissingRoles', `${missing} at Bank(${bankId})`);
  const end = rolesNeeded === 'all' ? '.' : '';
  return new ObpError('UserHasMissingRoles', ofBank ? `${missing} for BankId(${bankId}).` : missing + end);
}
