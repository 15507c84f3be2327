import { Module } from '@nestjs/common';
import { ConsumersModule } from '../../consumers/consumers.module.js';
import { EndpointModule } from '../../../platform/endpoint/endpoint.module.js';
import { NoncesModule } from '../nonces/nonces.module.js';
import { PrincipalsModule } from '../../sessions/principals/principals.module.js';
import { ClientCertificates } from './client-certificate.js';
import { DpopProofs } from './dpop-proofs.js';
import { ExternalSessions } from './external-sessions.js';
import { ExternalTokens } from './external-tokens.js';

/** Tokens of other issuers: OpenID Connect and OAuth 2. */
@Module({
  imports: [EndpointModule, PrincipalsModule, ConsumersModule, NoncesModule],
  providers: [ExternalTokens, ExternalSessions, ClientCertificates, DpopProofs],
  exports: [ExternalTokens],
})
export class OidcModule {}
