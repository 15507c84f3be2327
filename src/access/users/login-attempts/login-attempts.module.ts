import { Module } from '@nestjs/common';
import { LoginAttempts } from './login-attempts.js';

/** Bad logins and the locks they cause, for sign-ins and for unlocking users. */
@Module({ providers: [LoginAttempts], exports: [LoginAttempts] })
export class LoginAttemptsModule {}
