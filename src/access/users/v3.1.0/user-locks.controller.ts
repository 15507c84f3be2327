import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { LockStatusDto } from '../user-lock.dto.js';
import { toLockStatusDto } from '../user-lock.mapper.js';
import { UserLocks } from '../user-locks.js';

@Controller()
export class UserLocksV310Controller {
  constructor(private readonly locks: UserLocks) {}

  @Endpoint({
    version: '3.1.0',
    functionName: 'getBadLoginStatus',
    verb: 'GET',
    path: 'users/:USERNAME/lock-status',
    summary: 'Get User Lock Status',
    description: 'How often the login of a user of the local identity provider has failed, and when it did last.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanReadUserLockedStatus],
    response: { status: 200, type: LockStatusDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundByName', 'UserHasMissingRoles', 'UnknownError'],
  })
  async status(@Param('USERNAME') username: string): Promise<LockStatusDto> {
    return toLockStatusDto(await this.locks.status({ username, absent: `(${username})` }));
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'unlockUser',
    verb: 'PUT',
    path: 'users/:USERNAME/lock-status',
    summary: 'Unlock the user',
    description:
      'Ends the lock of a user of the local identity provider, whether set by an administrator or by bad logins, and counts bad logins ' +
      'anew. The body is ignored.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanUnlockUser],
    response: { status: 200, type: LockStatusDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundByName', 'UserHasMissingRoles', 'UnknownError'],
  })
  async unlock(@CurrentActor() actor: Actor, @Param('USERNAME') username: string): Promise<LockStatusDto> {
    return toLockStatusDto(await this.locks.unlock(actor, { username, absent: `(${username})` }));
  }
}
