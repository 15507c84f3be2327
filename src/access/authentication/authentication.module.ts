import { Module } from '@nestjs/common';
import { ConsumersModule } from '../consumers/consumers.module.js';
import { RateLimitsModule } from '../rate-limits/rate-limits.module.js';
import { Authenticated, OptionallyAuthenticated } from './authenticated.check.js';
import { Authenticator } from './authenticator.js';
import { DirectLoginController } from './direct-login/direct-login.controller.js';
import { DirectLoginService } from './direct-login/direct-login.service.js';
import { OAuth1Module } from './oauth1/oauth1.module.js';
import { OidcModule } from './oidc/oidc.module.js';
import { AccessTokenVerifier } from './access-token-verifier.js';
import { PasswordLoginsModule } from './password-logins/password-logins.module.js';
import { PrincipalsModule } from '../sessions/principals/principals.module.js';
import { SigningKeysModule } from './signing-keys/signing-keys.module.js';
import { TokenStrategy } from './token.strategy.js';
import { AccessTokenIssuer } from './access-token-issuer.js';

@Module({
  imports: [SigningKeysModule, PrincipalsModule, PasswordLoginsModule, ConsumersModule, RateLimitsModule, OAuth1Module, OidcModule],
  controllers: [DirectLoginController],
  providers: [
    DirectLoginService,
    AccessTokenIssuer,
    TokenStrategy,
    AccessTokenVerifier,
    Authenticator,
    Authenticated,
    OptionallyAuthenticated,
  ],
})
export class AuthenticationModule {}
