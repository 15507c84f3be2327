import { Controller, Param } from '@nestjs/common';
import type { PrincipalUser } from '../../sessions/principal.js';
import { EntitlementLists } from '../../entitlements/entitlement-lists.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import { UserDirectory } from '../user-directory.js';
import { UserDto } from '../user.dto.js';
import { toUserDto } from '../user.mapper.js';
import { CurrentUserDto } from './current-user.dto.js';

@Controller()
export class UsersV300Controller {
  constructor(
    private readonly entitlements: EntitlementLists,
    private readonly directory: UserDirectory,
  ) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getCurrentUser',
    verb: 'GET',
    path: 'users/current',
    summary: 'Get User (Current)',
    description:
      'The user who calls, with the roles held. Views are a thing of accounts, which this service has none of: their list is empty.',
    tags: ['User'],
    checks: ['authenticated'],
    response: { status: 200, type: CurrentUserDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async current(@CurrentUser() user: PrincipalUser): Promise<CurrentUserDto> {
    return { ...toUserDto(user, await this.entitlements.newestOf(user.userId)), views: { list: [] } };
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'getUserByUserId',
    verb: 'GET',
    path: 'users/user_id/:USER_ID',
    summary: 'Get User by USER_ID',
    description: 'One user, with the roles held.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    response: { status: 200, type: UserDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFoundByIdBadRequest', 'UnknownError'],
  })
  async byId(@Param('USER_ID') userId: string): Promise<UserDto> {
    const user = await this.directory.getById(userId);
    return toUserDto(user, user.entitlements);
  }

  @Endpoint({
    version: '3.0.0',
    functionName: 'getUserByUsername',
    verb: 'GET',
    path: 'users/username/:USERNAME',
    summary: 'Get User by USERNAME',
    description: 'One user of the local identity provider, with the roles held.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    response: { status: 200, type: UserDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFoundByName', 'UnknownError'],
  })
  async byName(@Param('USERNAME') username: string): Promise<UserDto> {
    const user = await this.directory.getByName(username);
    return toUserDto(user, user.entitlements);
  }
}
