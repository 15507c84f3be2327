import { Module } from '@nestjs/common';
import { UsersModule } from '../../users/users.module.js';
import { LoginAttemptsModule } from '../../users/login-attempts/login-attempts.module.js';
import { PasswordLogins } from './password-logins.js';

/** What every way to sign in with a password needs. */
@Module({ imports: [UsersModule, LoginAttemptsModule], providers: [PasswordLogins], exports: [PasswordLogins] })
export class PasswordLoginsModule {}
