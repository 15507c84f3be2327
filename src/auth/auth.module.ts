import { Module } from '@nestjs/common';
import { ConsumersModule } from '../consumers/consumers.module.js';
import { RateLimitsModule } from '../rate-limits/rate-limits.module.js';
import { UsersModule } from '../users/users.module.js';
import { Authenticated, Identified } from './authenticated.check.js';
import { Authenticator } from './authenticator.service.js';
import { DirectLoginController } from './direct-login.controller.js';
import { DirectLoginService } from './direct-login.service.js';
import { LoginAttemptsModule } from './login-attempts.module.js';
import { OidcModule } from './oidc/oidc.module.js';
import { OwnTokens } from './own-tokens.service.js';
import { PasswordLogins } from './password-logins.service.js';
import { PrincipalsModule } from './principals.module.js';
import { SigningKeys } from './signing-keys.js';
import { TokenStrategy } from './token.strategy.js';
import { TokensService } from './tokens.service.js';

@Module({
  imports: [OidcModule, PrincipalsModule, LoginAttemptsModule, UsersModule, ConsumersModule, RateLimitsModule],
  controllers: [DirectLoginController],
  providers: [
    DirectLoginService,
    PasswordLogins,
    TokensService,
    SigningKeys,
    TokenStrategy,
    OwnTokens,
    Authenticator,
    Authenticated,
    Identified,
  ],
})
export class AuthModule {}
