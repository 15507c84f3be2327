import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoginAttemptsModule } from '../../auth/login-attempts.module.js';
import { PasswordLoginsModule } from '../../auth/password-logins.module.js';
import { ExpiredRows } from '../../database/expired-rows.service.js';
import { EntitlementsModule } from '../../entitlements/entitlements.module.js';
import { ExplorerModule } from '../../explorer/explorer.module.js';
import { ObpModule } from '../../obp/obp.module.js';
import { UsersModule } from '../users.module.js';
import { PasswordChanges } from './password-changes.service.js';
import { PasswordReset } from './password-reset.entity.js';
import { PasswordResetPageController } from './password-reset-page.controller.js';
import { PasswordResets } from './password-resets.service.js';
import { PasswordResettable } from './password-resettable.check.js';
import { PasswordsController } from './v1/passwords.controller.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PasswordReset]),
    UsersModule,
    PasswordLoginsModule,
    LoginAttemptsModule,
    EntitlementsModule,
    ObpModule,
    ExplorerModule,
  ],
  controllers: [PasswordsController, PasswordResetPageController],
  providers: [PasswordChanges, PasswordResets, PasswordResettable],
})
export class UserPasswordsModule {
  constructor(expired: ExpiredRows) {
    expired.remove({ table: 'password_resets', key: ['user_id'], over: 'expires_at <= now()' });
  }
}
