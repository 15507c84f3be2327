import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { LockStatusDto, UserLockDto } from '../user-lock.dto.js';
import { toLockStatusDto, toUserLockDto } from '../user-lock.mapper.js';
import { UserLocks } from '../user-locks.js';

@Controller()
export class UserLocksV510Controller {
  constructor(private readonly locks: UserLocks) {}

  @Endpoint({
    version: '5.1.0',
    functionName: 'getUserLockStatus',
    verb: 'GET',
    path: 'users/:PROVIDER/:USERNAME/lock-status',
    summary: 'Get User Lock Status',
    description: 'How often the login of a user has failed, and when it did last.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanReadUserLockedStatus],
    response: { status: 200, type: LockStatusDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundByName', 'UserHasMissingRoles', 'UnknownError'],
  })
  async status(@Param('PROVIDER') provider: string, @Param('USERNAME') username: string): Promise<LockStatusDto> {
    return toLockStatusDto(await this.locks.status({ provider, username }));
  }

  @Endpoint({
    version: '5.1.0',
    functionName: 'unlockUserByProviderAndUsername',
    verb: 'PUT',
    path: 'users/:PROVIDER/:USERNAME/lock-status',
    summary: 'Unlock the user',
    description:
      'Ends the lock of a user, whether set by an administrator or by bad logins, and counts bad logins anew. The body is ignored.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanUnlockUser],
    response: { status: 200, type: LockStatusDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundByName', 'UserHasMissingRoles', 'UnknownError'],
  })
  async unlock(
    @CurrentActor() actor: Actor,
    @Param('PROVIDER') provider: string,
    @Param('USERNAME') username: string,
  ): Promise<LockStatusDto> {
    return toLockStatusDto(await this.locks.unlock(actor, { provider, username }));
  }

  @Endpoint({
    version: '5.1.0',
    functionName: 'lockUserByProviderAndUsername',
    verb: 'POST',
    path: 'users/:PROVIDER/:USERNAME/locks',
    summary: 'Lock the user',
    description: 'Locks a user until somebody unlocks: logins and tokens in use are refused. The body is ignored.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanLockUser],
    response: { status: 200, type: UserLockDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundByName', 'UserHasMissingRoles', 'UnknownError'],
  })
  async lock(@CurrentActor() actor: Actor, @Param('PROVIDER') provider: string, @Param('USERNAME') username: string): Promise<UserLockDto> {
    return toUserLockDto(await this.locks.lock(actor, { provider, username, absent: ` provider(${provider}), username(${username})` }));
  }
}
