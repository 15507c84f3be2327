import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoginAttemptsModule } from '../users/login-attempts/login-attempts.module.js';
import { PasswordLoginsModule } from '../authentication/password-logins/password-logins.module.js';
import { ExpiredRows } from '../../platform/database/expired-rows.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { UsersModule } from '../users/users.module.js';
import { PasswordChanges } from './password-changes.js';
import { PasswordReset } from './password-reset.entity.js';
import { PasswordResets } from './password-resets.js';
import { PasswordResettable } from './password-resettable.check.js';
import { PasswordsController } from './v1/passwords.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PasswordReset]),
    UsersModule,
    PasswordLoginsModule,
    LoginAttemptsModule,
    EntitlementsModule,
    EndpointModule,
  ],
  controllers: [PasswordsController],
  providers: [PasswordChanges, PasswordResets, PasswordResettable],
  exports: [PasswordResets],
})
export class UserPasswordsModule {
  constructor(expired: ExpiredRows) {
    expired.register({ table: 'password_resets', key: ['user_id'], over: 'expires_at <= now()' });
  }
}
