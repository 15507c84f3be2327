import { Controller } from '@nestjs/common';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { PrincipalUser } from '../../auth/principal.js';
import { EntitlementsService } from '../../entitlements/entitlements.service.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentUser } from '../../obp/endpoint/parameters.decorator.js';
import { toUserDto } from '../user.mapper.js';
import { CurrentUserDto } from './current-user.dto.js';

@Controller()
export class UsersV300Controller {
  constructor(private readonly entitlements: EntitlementsService) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getCurrentUser',
    verb: 'GET',
    path: 'users/current',
    summary: 'Get User (Current)',
    description:
      'The user who calls, with the roles held. Views are a thing of accounts, which this service has none of: their list is empty.',
    tags: ['User'],
    checks: [Authenticated],
    response: { status: 200, type: CurrentUserDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async current(@CurrentUser() user: PrincipalUser): Promise<CurrentUserDto> {
    return { ...toUserDto(user, await this.entitlements.ofUser(user.userId)), views: { list: [] } };
  }
}
