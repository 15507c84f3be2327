import { Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { clientAddress } from '../../../platform/http/client-address.js';
import type { Bank } from '../../banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { PathBank } from '../../banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { UserDto } from '../../users/user.dto.js';
import { toUserDto } from '../../users/user.mapper.js';
import { InvitedSignUps } from '../invited-sign-ups.js';
import { UserInvitations } from '../user-invitations.js';
import { CreateInvitedUserDto, UserInvitationDto } from './user-invitation.dto.js';
import { toUserInvitationDto } from './user-invitation.mapper.js';

@Controller()
export class UserInvitationsController {
  constructor(
    private readonly invitations: UserInvitations,
    private readonly signUps: InvitedSignUps,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'createUserInvitation',
    verb: 'POST',
    path: 'messaging/v1/banks/:BANK_ID/user-invitations',
    summary: 'Create User Invitation',
    description:
      'Makes a link by which one person can sign up, once, within 72 hours, unless `SIGN_UP` is `closed`. Who has the link may use it, so it is a secret: ' +
      'it is shown this once. The new user holds no role.',
    tags: ['User'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanCreateUserInvitation],
    response: { status: 201, type: UserInvitationDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'BankNotFound', 'SignUpClosed'],
  })
  async create(@CurrentActor() actor: Actor, @PathBank() { bankId }: Bank): Promise<UserInvitationDto> {
    return toUserInvitationDto(await this.signUps.invite(actor, bankId), this.publicUrl.value);
  }

  @Endpoint({
    version: 'none',
    functionName: 'deleteUserInvitation',
    verb: 'DELETE',
    path: 'messaging/v1/banks/:BANK_ID/user-invitations/:INVITATION_ID',
    summary: 'Delete User Invitation',
    description: 'Withdraws an invitation that nobody has used yet.',
    tags: ['User'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanCreateUserInvitation],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'BankNotFound', 'UserInvitationNotFound'],
  })
  async withdraw(@CurrentActor() actor: Actor, @PathBank() { bankId }: Bank, @Param('INVITATION_ID') invitationId: string): Promise<void> {
    await this.invitations.withdraw(actor, bankId, invitationId);
  }

  @Endpoint({
    version: 'none',
    functionName: 'createInvitedUser',
    verb: 'POST',
    path: 'messaging/v1/users',
    summary: 'Create Invited User',
    description: 'Signs up with an invitation, which is used up by it. The new user can log in with DirectLogin and holds no role.',
    tags: ['User', 'Onboarding'],
    checks: ['optionallyAuthenticated', 'bodyValid'],
    strangers: 'password',
    request: { type: CreateInvitedUserDto },
    response: { status: 201, type: UserDto },
    errors: [
      'InvalidJson',
      'SignUpClosed',
      'TooManySignUps',
      'UserInvitationInvalid',
      'InvalidPasswordFormat',
      'PasswordTooCommon',
      'UserExists',
      'ServiceBusy',
    ],
  })
  async use(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @ValidBody() body: CreateInvitedUserDto): Promise<UserDto> {
    const { invitation, first_name: firstName, last_name: lastName, ...rest } = body;
    return toUserDto(await this.signUps.signUp(actor, clientAddress(request), invitation, { ...rest, firstName, lastName }), []);
  }
}
