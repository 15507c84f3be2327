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
import { PageSessions } from './page-sessions/page-sessions.js';
import { PageSessionController } from './page-sessions/v1/page-session.controller.js';
import { PasswordLoginsModule } from './password-logins/password-logins.module.js';
import { PrincipalsModule } from '../sessions/principals/principals.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { SigningKeysModule } from './signing-keys/signing-keys.module.js';
import { TokenStrategy } from './token.strategy.js';
import { AccessTokenIssuer } from './access-token-issuer.js';

@Module({
  imports: [
    SessionsModule,
    SigningKeysModule,
    PrincipalsModule,
    PasswordLoginsModule,
    ConsumersModule,
    RateLimitsModule,
    OAuth1Module,
    OidcModule,
  ],
  controllers: [DirectLoginController, PageSessionController],
  providers: [
    DirectLoginService,
    PageSessions,
    AccessTokenIssuer,
    TokenStrategy,
    AccessTokenVerifier,
    Authenticator,
    Authenticated,
    OptionallyAuthenticated,
  ],
})
export class AuthenticationModule {}
