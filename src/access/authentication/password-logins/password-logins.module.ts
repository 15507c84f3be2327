import { Module } from '@nestjs/common';
import { UsersModule } from '../../users/users.module.js';
import { LoginAttemptsModule } from '../../users/login-attempts/login-attempts.module.js';
import { PasswordLogins } from './password-logins.js';

/** Apart from the rest of `auth/`, because each way to sign in with a password needs it. */
@Module({ imports: [UsersModule, LoginAttemptsModule], providers: [PasswordLogins], exports: [PasswordLogins] })
export class PasswordLoginsModule {}
