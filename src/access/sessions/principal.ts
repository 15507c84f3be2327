import type { AuthenticationType } from './authentication-type.js';
import type { CallRule } from '../rate-limits/call-rules.js';

/** The caller: a user, through a consumer, in the session that the credentials stand for. */
export interface Principal {
  readonly sessionId: string;
  /** How the session was proven, whatever the headers of a call look like. */
  readonly authenticationType: AuthenticationType;
  readonly expiresAt: Date;
  readonly revoked: boolean;
  readonly user: PrincipalUser;
  readonly consumer: PrincipalConsumer;
  /** {@link roleAt} makes the entries. */
  readonly roles: ReadonlySet<string>;
}

export interface PrincipalUser {
  readonly userId: string;
  readonly provider: string;
  readonly username: string;
  readonly email: string;
  readonly isDeleted: boolean;
  /** Locked by an administrator; a lock after bad logins only refuses new logins (decision 28). */
  readonly isLocked: boolean;
  /** Through the user's own flag or `SUPER_ADMIN_USER_IDS`. */
  readonly isSuperAdmin: boolean;
}

export interface PrincipalConsumer {
  readonly consumerId: string;
  readonly isActive: boolean;
  /** Its call limits; empty for none. */
  readonly callRules: readonly CallRule[];
  /** Written like {@link Principal.roles}; empty if no role needs one (`REQUIRE_SCOPES`). */
  readonly scopes: ReadonlySet<string>;
}

/**
 * How a role at a bank is written in {@link Principal.roles} and among the scopes of a consumer; the bank is empty for a role that is
 * not tied to a bank.
 */
export const roleAt = (roleName: string, bankId: string): string => `${roleName}@${bankId}`;

/** The roles in {@link Principal.roles}, in alphabetical order. */
export const rolesOf = (roles: ReadonlySet<string>): { readonly roleName: string; readonly bankId: string }[] =>
  [...roles].sort().map((role) => {
    const at = role.indexOf('@'); // no role's name has one
    return { roleName: role.slice(0, at), bankId: role.slice(at + 1) };
  });
