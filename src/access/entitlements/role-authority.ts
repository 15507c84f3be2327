import { Inject, Injectable } from '@nestjs/common';
import { type Principal, roleAt } from '../sessions/principal.js';
import { PrincipalsService } from '../sessions/principals/principals.service.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { Role } from '../../platform/endpoint/roles.js';

/**
 * Decides what a caller may do. Cached roles are enough to allow something; before a refusal the caller's roles are read again, so that a
 * role granted a moment ago, on any replica, works at once.
 */
@Injectable()
export class RoleAuthority {
  constructor(
    private readonly principals: PrincipalsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Whether the caller holds one of the roles: those that require a bank at this one, the others anywhere. If scopes are required for one
   * of them, the consumer must have one of them too (contract section 4.2).
   */
  holdsAny(principal: Principal, roles: readonly Role[], bankId: string): boolean | Promise<boolean> {
    const among = (held: ReadonlySet<string>): boolean =>
      roles.some(({ name, requiresBankId }) => held.has(roleAt(name, requiresBankId ? bankId : '')));
    const scoped = this.needScope(roles);
    const holds = ({ roles: held, consumer }: Principal): boolean => among(held) && (!scoped || among(consumer.scopes));
    return holds(principal) || this.lookAgain(principal, holds);
  }

  /** Super admins may grant roles (contract section 4.2); that does not give them any role. */
  isSuperAdmin(principal: Principal): boolean | Promise<boolean> {
    const is = ({ user }: Principal): boolean => user.isSuperAdmin;
    return is(principal) || this.lookAgain(principal, is);
  }

  private needScope(roles: readonly Role[]): boolean {
    const { requireScopes, scopedRoles } = this.config;
    return requireScopes === 'all' || (requireScopes === 'listed' && roles.some(({ name }) => scopedRoles.has(name)));
  }

  private async lookAgain(principal: Principal, test: (fresh: Principal) => boolean): Promise<boolean> {
    const fresh = await this.principals.load(principal.sessionId);
    return fresh !== undefined && test(fresh);
  }
}
