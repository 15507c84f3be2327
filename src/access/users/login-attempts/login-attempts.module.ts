import { Module } from '@nestjs/common';
import { LoginAttempts } from './login-attempts.js';

/** Bad logins and the locks that they bring, for sign-ins and for those who unlock users. */
@Module({ providers: [LoginAttempts], exports: [LoginAttempts] })
export class LoginAttemptsModule {}
