import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Check } from '../obp/checks/check.js';
import type { RegisteredEndpoint } from '../obp/endpoint/endpoint-registry.js';
import type { ErrorKey } from '../obp/errors/catalogue.js';
import { ObpError } from '../obp/errors/obp-error.js';
import type { Role } from './roles.js';
import { RoleAuthority } from './role-authority.service.js';

/** Refuses callers who hold none of the roles that the operation declares; passes where it declares none. */
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
    const holds = this.authority.holdsAny(request.principal, endpoint.roles, bankId);
    if (holds === true) return;
    if (holds === false) throw missingRoles(endpoint, bankId);
    return holds.then((held) => {
      if (!held) throw missingRoles(endpoint, bankId);
    });
  }
}

/** Contract section 4.2: the bank is named when at least one of the roles is of a bank. */
function missingRoles({ roles, roleRefusal = 'forBankId' }: RegisteredEndpoint, bankId: string): ObpError {
  const names = roles.map(({ name }) => name).join(' or ');
  if (!roles.some(({ requiresBankId }) => requiresBankId)) return new ObpError('UserHasMissingRoles', names);
  return new ObpError('UserHasMissingRoles', roleRefusal === 'atBank' ? `${names} at Bank(${bankId})` : `${names} for BankId(${bankId}).`);
}
