import { Controller } from '@nestjs/common';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { PrincipalUser } from '../../auth/principal.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../obp/endpoint/parameters.decorator.js';
import { UserIdDto } from './user-id.dto.js';

@Controller()
export class UsersV400Controller {
  @Endpoint({
    version: '4.0.0',
    functionName: 'getCurrentUserId',
    verb: 'GET',
    path: 'users/current/user_id',
    summary: 'Get User Id (Current)',
    description: 'The id of the user who calls.',
    tags: ['User'],
    checks: [Authenticated],
    response: { status: 200, type: UserIdDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  currentUserId(@CurrentUser() user: PrincipalUser): UserIdDto {
    return { user_id: user.userId };
  }
}
