import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { originOf } from '../../../platform/audit/origin.js';
import type { Principal } from '../../sessions/principal.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal } from '../../sessions/caller.decorators.js';
import { PathUser } from '../../users/path-user.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import type { User } from '../../users/user.entity.js';
import { PasswordChanges } from '../password-changes.js';
import { PasswordResets } from '../password-resets.js';
import { ChangePasswordDto, PasswordResetDto, ResetPasswordDto } from './password.dto.js';
import { toPasswordResetDto } from './password.mapper.js';

@Controller()
export class PasswordsController {
  constructor(
    private readonly changes: PasswordChanges,
    private readonly resets: PasswordResets,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'changeMyPassword',
    verb: 'PUT',
    path: 'messaging/v1/me/password',
    summary: 'Change My Password',
    description:
      "Changes the caller's password. All other sessions of the caller end; that of this call stays. A wrong current password counts as a bad " +
      'login.',
    tags: ['User'],
    checks: ['authenticated', 'bodyValid'],
    request: { type: ChangePasswordDto, name: '' },
    response: { status: 204 },
    errors: [
      'UserNotLoggedIn',
      'InvalidJson',
      'PasswordKeptElsewhere',
      'InvalidPasswordFormat',
      'PasswordTooCommon',
      'CurrentPasswordWrong',
      'TooManyBadLogins',
      'UserNotFoundById',
      'ServiceBusy',
    ],
  })
  async change(
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @ValidBody() { current_password: currentPassword, new_password: newPassword }: ChangePasswordDto,
  ): Promise<void> {
    request.loginName = principal.user.username;
    await this.changes.change(actor, principal, { currentPassword, newPassword }, originOf(request));
  }

  @Endpoint({
    version: 'none',
    functionName: 'createPasswordReset',
    verb: 'POST',
    path: 'messaging/v1/users/:USER_ID/password-resets',
    summary: 'Create Password Reset',
    description:
      'Makes a link by which a user chooses a new password on a page, once, within 72 hours; its token also does by Reset Password. Hand it to the ' +
      'user yourself, on a way that you trust. One that was made before is over; password and sessions stay as they are until it is used. Who may grant roles has it ' +
      'made by a user who may grant the same.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld', 'pathUserFound', 'passwordResettable'],
    roles: [ROLES.CanCreateResetPasswordUrl],
    response: { status: 201, type: PasswordResetDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFound', 'UserNotFoundById', 'PasswordResetRefused', 'PasswordKeptElsewhere'],
  })
  async createReset(@CurrentActor() actor: Actor, @PathUser() { userId }: User): Promise<PasswordResetDto> {
    return toPasswordResetDto(await this.resets.create(actor, userId), this.publicUrl.value);
  }

  @Endpoint({
    version: 'none',
    functionName: 'resetPassword',
    verb: 'POST',
    path: 'messaging/v1/password-resets',
    summary: 'Reset Password',
    description:
      'Sets a new password with a token that an administrator has had made. All sessions of the user end. A token can be used once; who is ' +
      'refused for the new password can use it again.',
    tags: ['User', 'Onboarding'],
    checks: ['optionallyAuthenticated', 'bodyValid'],
    strangers: 'password',
    request: { type: ResetPasswordDto, name: '' },
    response: { status: 204 },
    errors: [
      'InvalidJson',
      'PasswordResetInvalid',
      'InvalidPasswordFormat',
      'PasswordTooCommon',
      'UserNotFoundById',
      'PasswordKeptElsewhere',
      'ServiceBusy',
    ],
  })
  async reset(@CurrentActor() actor: Actor, @ValidBody() { token, new_password: newPassword }: ResetPasswordDto): Promise<void> {
    await this.resets.use(actor, token, newPassword);
  }
}
