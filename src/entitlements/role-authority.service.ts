import { Injectable } from '@nestjs/common';
import { type Principal, roleAt } from '../auth/principal.js';
import { PrincipalsService } from '../auth/principals.service.js';
import type { Role } from './roles.js';

/**
 * Says what a caller may do. What memory allows is allowed; before anything is refused the caller's roles are read
 * again, so that a role granted a moment ago, on any replica, works at once.
 */
@Injectable()
export class RoleAuthority {
  constructor(private readonly principals: PrincipalsService) {}

  /** Whether the caller holds one of the roles: those that require a bank at this one, the others anywhere. */
  holdsAny(principal: Principal, roles: readonly Role[], bankId: string): boolean | Promise<boolean> {
    const holds = ({ roles: held }: Principal): boolean =>
      roles.some(({ name, requiresBankId }) => held.has(roleAt(name, requiresBankId ? bankId : '')));
    return holds(principal) || this.lookAgain(principal, holds);
  }

  /** Super admins may grant roles (contract section 4.2); they hold none by that alone. */
  isSuperAdmin(principal: Principal): boolean | Promise<boolean> {
    const is = ({ user }: Principal): boolean => user.isSuperAdmin;
    return is(principal) || this.lookAgain(principal, is);
  }

  private async lookAgain(principal: Principal, test: (fresh: Principal) => boolean): Promise<boolean> {
    const fresh = await this.principals.load(principal.sessionId);
    return fresh !== undefined && test(fresh);
  }
}
