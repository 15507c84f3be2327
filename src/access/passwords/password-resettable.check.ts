import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { EntitlementsService } from '../entitlements/entitlements.service.js';
import { RoleAuthority } from '../entitlements/role-authority.js';
import { ROLES } from '../../platform/endpoint/roles.js';
import { SuperAdmins } from '../entitlements/super-admins.js';
import { Check } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    passwordResettable: true;
  }
}

/**
 * Refuses to reset the password of a user who may grant roles that the caller may not: with the new password the caller could get them all.
 * Runs after `pathUserFound`.
 */
@Injectable()
export class PasswordResettable extends Check {
  constructor(
    private readonly superAdmins: SuperAdmins,
    private readonly entitlements: EntitlementsService,
    private readonly authority: RoleAuthority,
  ) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['PasswordResetRefused'];
  }

  async run({ principal, pathUser }: FastifyRequest): Promise<void> {
    if (principal === undefined || pathUser === undefined) throw new ObpError('UserNotLoggedIn');
    if (await this.authority.isSuperAdmin(principal)) return;
    if (await this.superAdmins.has(pathUser.userId)) throw new ObpError('PasswordResetRefused');
    const { CanCreateEntitlementAtAnyBank: anywhere, CanCreateEntitlementAtOneBank: atOneBank } = ROLES;
    if (await this.authority.holdsAny(principal, [anywhere], '')) return;
    for (const { roleName, bankId } of await this.entitlements.ofRoles(pathUser.userId, [anywhere, atOneBank])) {
      if (roleName === anywhere.name) throw new ObpError('PasswordResetRefused');
      if (roleName === atOneBank.name && !(await this.authority.holdsAny(principal, [atOneBank], bankId)))
        throw new ObpError('PasswordResetRefused');
    }
  }
}
