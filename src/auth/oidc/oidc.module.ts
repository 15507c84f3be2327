import { Module } from '@nestjs/common';
import { ConsumersModule } from '../../consumers/consumers.module.js';
import { ObpModule } from '../../obp/obp.module.js';
import { PrincipalsModule } from '../principals.module.js';
import { ClientCertificates } from './client-certificate.js';
import { DpopProofs } from './dpop-proofs.service.js';
import { ExpiredSessions } from './expired-sessions.service.js';
import { ForeignSessions } from './foreign-sessions.service.js';
import { ForeignTokens } from './foreign-tokens.service.js';

/** Tokens of other issuers: OpenID Connect and OAuth 2. */
@Module({
  imports: [ObpModule, PrincipalsModule, ConsumersModule],
  providers: [ForeignTokens, ForeignSessions, ClientCertificates, DpopProofs, ExpiredSessions],
  exports: [ForeignTokens],
})
export class OidcModule {}
