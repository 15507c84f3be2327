import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { UserLockDto } from '../user-lock.dto.js';
import { toUserLockDto } from '../user-lock.mapper.js';
import { UserLocks } from '../user-locks.js';

@Controller()
export class UserLocksV400Controller {
  constructor(private readonly locks: UserLocks) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'lockUser',
    verb: 'POST',
    path: 'users/:USERNAME/locks',
    summary: 'Lock the user',
    description:
      'Locks a user of the local identity provider, until somebody unlocks: logins and tokens in use are refused. The body is ignored.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanLockUser],
    response: { status: 200, type: UserLockDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundByName', 'UserHasMissingRoles', 'UnknownError'],
  })
  async lock(@CurrentActor() actor: Actor, @Param('USERNAME') username: string): Promise<UserLockDto> {
    return toUserLockDto(await this.locks.lock(actor, { username, absent: `(${username})` }));
  }
}
