import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { clientAddress } from '../../../platform/http/client-address.js';
import type { PrincipalUser } from '../../sessions/principal.js';
import { EntitlementLists } from '../../entitlements/entitlement-lists.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentUser } from '../../sessions/caller.decorators.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { SignUps } from '../sign-ups.js';
import { UserDto } from '../user.dto.js';
import { toUserDto } from '../user.mapper.js';
import { UsersService } from '../users.service.js';
import { CreateUserDto } from './create-user.dto.js';

@Controller()
export class UsersV200Controller {
  constructor(
    private readonly users: UsersService,
    private readonly entitlements: EntitlementLists,
    private readonly signUps: SignUps,
  ) {}

  @Endpoint({
    version: '2.0.0',
    functionName: 'getCurrentUser',
    verb: 'GET',
    path: 'users/current',
    summary: 'Get User (Current)',
    description: 'The user who calls, with the roles held.',
    tags: ['User'],
    checks: ['authenticated'],
    response: { status: 200, type: UserDto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async current(@CurrentUser() user: PrincipalUser): Promise<UserDto> {
    return toUserDto(user, await this.entitlements.newestOf(user.userId));
  }

  @Endpoint({
    version: '2.0.0',
    functionName: 'createUser',
    verb: 'POST',
    path: 'users',
    summary: 'Create User',
    description:
      'Creates a user who can log in with DirectLogin and holds no role. Who may is set by `SIGN_UP`: anybody (in the sandbox), nobody (elsewhere), or ' +
      'those whom an administrator has invited, by Create Invited User.',
    tags: ['User', 'Onboarding'],
    checks: ['optionallyAuthenticated', 'signUpOpen', 'bodyValid'],
    strangers: 'password',
    request: { type: CreateUserDto, name: '' },
    response: { status: 201, type: UserDto },
    errors: ['InvalidJson', 'TooManySignUps', 'InvalidPasswordFormat', 'PasswordTooCommon', 'UserExists', 'ServiceBusy'],
  })
  async create(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @ValidBody() body: CreateUserDto): Promise<UserDto> {
    const { first_name: firstName, last_name: lastName, ...rest } = body;
    await this.signUps.count(clientAddress(request));
    return toUserDto(await this.users.create(actor, { ...rest, firstName, lastName }), []);
  }
}
