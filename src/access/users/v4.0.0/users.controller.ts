import { Controller, Param } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { PrincipalUser } from '../../sessions/principal.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentUser } from '../../sessions/caller.decorators.js';
import { PathUser } from '../path-user.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED, WHOLE_IF_SHORT_UNDATED } from '../../../platform/endpoint/pagination.js';
import { UserDirectory } from '../user-directory.js';
import type { User } from '../user.entity.js';
import { readUserFilter, USER_FILTER_PARAMETERS } from '../user-filter.js';
import { UsersService } from '../users.service.js';
import { UserIdDto } from './user-id.dto.js';
import { UserListV400Dto, UserV400Dto, UserWithAgreementsV400Dto } from './user.dto.js';
import { toUserV400Dto, toUserWithAgreementsV400Dto } from './user.mapper.js';

@Controller()
export class UsersV400Controller {
  constructor(
    private readonly users: UsersService,
    private readonly directory: UserDirectory,
  ) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'getCurrentUserId',
    verb: 'GET',
    path: 'users/current/user_id',
    summary: 'Get User Id (Current)',
    description: 'The id of the user who calls.',
    tags: ['User'],
    checks: ['authenticated'],
    response: { status: 200, type: UserIdDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  currentUserId(@CurrentUser() user: PrincipalUser): UserIdDto {
    return { user_id: user.userId };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getUserByUserId',
    verb: 'GET',
    path: 'users/user_id/:USER_ID',
    summary: 'Get User by USER_ID',
    description: 'One user, with the roles held and whether the user is locked or deleted.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    response: { status: 200, type: UserWithAgreementsV400Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFoundByIdBadRequest', 'UnknownError'],
  })
  async byId(@Param('USER_ID') userId: string): Promise<UserWithAgreementsV400Dto> {
    return toUserWithAgreementsV400Dto(await this.directory.getById(userId));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getUserByUsername',
    verb: 'GET',
    path: 'users/username/:USERNAME',
    summary: 'Get User by USERNAME',
    description: 'One user of the local identity provider, with the roles held and whether the user is locked or deleted.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    response: { status: 200, type: UserV400Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFoundByName', 'UnknownError'],
  })
  async byName(@Param('USERNAME') username: string): Promise<UserV400Dto> {
    return toUserV400Dto(await this.directory.getByName(username));
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getUsersByEmail',
    verb: 'GET',
    path: 'users/email/:EMAIL/terminator',
    summary: 'Get Users by Email Address',
    description: 'The users with an e-mail address, newest first; none when nobody has it.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    list: WHOLE_IF_SHORT_UNDATED,
    response: { status: 200, type: UserListV400Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async byEmail(@Param('EMAIL') email: string, @Page() page: PageRequest): Promise<UserListV400Dto> {
    const users = page.of(await this.directory.byEmail(email, page));
    return { users: users.map(toUserV400Dto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getUsers',
    verb: 'GET',
    path: 'users',
    summary: 'Get all Users',
    description:
      'Users with the roles they hold, newest first. The header Range says which part of the list it is, and Link names the next.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetAnyUser],
    list: PAGED,
    query: USER_FILTER_PARAMETERS,
    response: { status: 200, type: UserListV400Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async list(@Page() page: PageRequest): Promise<UserListV400Dto> {
    const users = page.of(await this.directory.list(page, readUserFilter(page.query)));
    return { users: users.map(toUserV400Dto) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'deleteUser',
    verb: 'DELETE',
    path: 'users/:USER_ID',
    summary: 'Delete a User',
    description: 'Marks a user as deleted: the name cannot log in any more, and tokens in use are refused. What the user did is kept.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld', 'pathUserFound'],
    roles: [ROLES.CanDeleteUser],
    response: { status: 200, example: true },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFound', 'UnknownError'],
  })
  async delete(@CurrentActor() actor: Actor, @PathUser() user: User): Promise<true> {
    await this.users.delete(actor, user.userId);
    return true;
  }
}
