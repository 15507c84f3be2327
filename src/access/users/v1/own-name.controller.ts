import { Controller } from '@nestjs/common';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { CurrentUser } from '../../sessions/caller.decorators.js';
import type { PrincipalUser } from '../../sessions/principal.js';
import { UsersService } from '../users.service.js';
import { OwnNameDto } from './own-name.dto.js';
import { toOwnNameDto } from './own-name.mapper.js';

@Controller()
export class OwnNameController {
  constructor(private readonly users: UsersService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getOwnName',
    verb: 'GET',
    path: 'messaging/v1/me',
    summary: 'Get My Name',
    description: 'The user who calls, with first and last name.',
    tags: ['User'],
    checks: ['authenticated'],
    response: { status: 200, type: OwnNameDto },
    errors: ['UserNotLoggedIn'],
  })
  async get(@CurrentUser() { userId }: PrincipalUser): Promise<OwnNameDto> {
    const user = await this.users.findById(userId);
    if (user === undefined) throw new ObpError('UserNotLoggedIn');
    return toOwnNameDto(user);
  }
}
