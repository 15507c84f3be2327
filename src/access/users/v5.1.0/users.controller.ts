import { Controller, Param } from '@nestjs/common';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { UserDirectory } from '../user-directory.js';
import { toUserDto } from '../user.mapper.js';
import { CurrentUserDto } from '../v3.0.0/current-user.dto.js';
import { UserV400Dto } from '../v4.0.0/user.dto.js';
import { toUserV400Dto } from '../v4.0.0/user.mapper.js';

@Controller()
export class UsersV510Controller {
  constructor(private readonly directory: UserDirectory) {}

  @Endpoint({
    version: '5.1.0',
    functionName: 'getUserByProviderAndUsername',
    verb: 'GET',
    path: 'users/provider/:PROVIDER/username/:USERNAME',
    summary: 'Get User by USERNAME',
    description: 'One user of an identity provider, with the roles held and whether the user is locked or deleted.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    response: { status: 200, type: UserV400Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFoundByName', 'UnknownError'],
  })
  async byName(@Param('PROVIDER') provider: string, @Param('USERNAME') username: string): Promise<UserV400Dto> {
    return toUserV400Dto(await this.directory.getByName(username, provider));
  }

  @Endpoint({
    version: '5.1.0',
    functionName: 'getEntitlementsAndPermissions',
    verb: 'GET',
    path: 'users/:USER_ID/entitlements-and-permissions',
    summary: 'Get Entitlements and Permissions for a User',
    description:
      'One user with the roles held. Permissions are views on accounts, which this service has none of: the list of views is empty.',
    tags: ['Role', 'Entitlement', 'User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetEntitlementsForAnyUserAtAnyBank],
    response: { status: 200, type: CurrentUserDto },
    errors: ['UserNotLoggedIn', 'UserNotFoundById', 'UserHasMissingRoles', 'UnknownError'],
  })
  async entitlementsAndPermissions(@Param('USER_ID') userId: string): Promise<CurrentUserDto> {
    const user = await this.directory.findById(userId);
    if (user === undefined) throw new ObpError('UserNotFoundById', ` Current UserId(${userId})`);
    return { ...toUserDto(user, user.entitlements), views: { list: [] } };
  }
}
