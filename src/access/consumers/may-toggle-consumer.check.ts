import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RoleAuthority } from '../entitlements/role-authority.js';
import { ROLES } from '../../platform/endpoint/roles.js';
import { Check } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    mayToggleConsumer: true;
  }
}

/** Enabling needs one role and disabling another, so the body, read before, decides which (contract section 5.6). */
@Injectable()
export class MayToggleConsumer extends Check {
  constructor(private readonly authority: RoleAuthority) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['UserHasMissingRoles'];
  }

  async run(request: FastifyRequest): Promise<void> {
    if (request.principal === undefined) throw new ObpError('UserNotLoggedIn');
    const { enabled } = request.validBody as { enabled: boolean };
    const role = enabled ? ROLES.CanEnableConsumers : ROLES.CanDisableConsumers;
    if (!(await this.authority.holdsAny(request.principal, [role], ''))) throw new ObpError('UserHasMissingRoles', role.name);
  }
}
