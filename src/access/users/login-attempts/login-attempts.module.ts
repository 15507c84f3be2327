import { Module } from '@nestjs/common';
import { LoginAttempts } from './login-attempts.js';

/** Apart from the rest of `auth/`, because users are unlocked where users are kept. */
@Module({ providers: [LoginAttempts], exports: [LoginAttempts] })
export class LoginAttemptsModule {}
