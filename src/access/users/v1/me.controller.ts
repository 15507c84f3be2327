import { Controller } from '@nestjs/common';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentPrincipal } from '../../sessions/caller.decorators.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { Principal } from '../../sessions/principal.js';
import { PrincipalsService } from '../../sessions/principals/principals.service.js';
import { UsersService } from '../users.service.js';
import { MeDto } from './me.dto.js';
import { toMeDto } from './me.mapper.js';

@Controller()
export class MeController {
  constructor(
    private readonly principals: PrincipalsService,
    private readonly users: UsersService,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getMe',
    verb: 'GET',
    path: 'messaging/v1/me',
    summary: 'Get Me',
    description:
      'The user who calls, by name, whether that is a super admin, and the roles held, as they are now: what a client should offer.',
    tags: ['User'],
    checks: ['authenticated'],
    response: { status: 200, type: MeDto },
    errors: ['UserNotLoggedIn'],
  })
  async me(@CurrentPrincipal() principal: Principal): Promise<MeDto> {
    // Read again: a role of a moment ago counts at once.
    const [now, user] = await Promise.all([this.principals.load(principal.sessionId), this.users.findById(principal.user.userId)]);
    if (now === undefined || now.revoked || user === undefined) throw new ObpError('UserNotLoggedIn');
    return toMeDto(now, user);
  }
}
