import { Module } from '@nestjs/common';
import { ConsumersModule } from '../../consumers/consumers.module.js';
import { ExpiredRows } from '../../../platform/database/expired-rows.js';
import { EndpointModule } from '../../../platform/endpoint/endpoint.module.js';
import { NoncesModule } from '../nonces/nonces.module.js';
import { PasswordLoginsModule } from '../password-logins/password-logins.module.js';
import { PrincipalsModule } from '../../sessions/principals/principals.module.js';
import { SigningKeysModule } from '../signing-keys/signing-keys.module.js';
import { AccessTokens } from './access-tokens.js';
import { Authorizations } from './authorizations.js';
import { OAuth1Controller } from './oauth1.controller.js';
import { RequestTokens } from './request-tokens.js';
import { SignedCalls } from './signed-calls.js';
import { SignedRequests } from './signed-requests.js';
import { SigningConsumers } from './signing-consumers.js';

/** OAuth 1.0a (RFC 5849, contract section 3.3). */
@Module({
  imports: [SigningKeysModule, PrincipalsModule, PasswordLoginsModule, ConsumersModule, EndpointModule, NoncesModule],
  controllers: [OAuth1Controller],
  providers: [SigningConsumers, SignedRequests, SignedCalls, RequestTokens, AccessTokens, Authorizations],
  exports: [SignedCalls, Authorizations, SigningConsumers],
})
export class OAuth1Module {
  constructor(expired: ExpiredRows) {
    // For an hour people are told that the token has expired, not that it does not exist.
    expired.register({ table: 'oauth_request_tokens', key: ['token_hash'], over: `expires_at < now() - interval '1 hour'` });
  }
}
