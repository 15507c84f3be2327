import { Module } from '@nestjs/common';
import { ConsumersModule } from '../../consumers/consumers.module.js';
import { Database } from '../../database/database.js';
import { RedisLink } from '../../database/redis-link.js';
import { ExplorerModule } from '../../explorer/explorer.module.js';
import { ObpModule } from '../../obp/obp.module.js';
import { PasswordLoginsModule } from '../password-logins.module.js';
import { PrincipalsModule } from '../principals.module.js';
import { SigningKeys } from '../signing-keys.js';
import { AccessTokens } from './access-tokens.service.js';
import { Authorizations } from './authorizations.service.js';
import { AuthorizeController } from './authorize.controller.js';
import { ExpiredTokens } from './expired-tokens.service.js';
import { FormTokens } from './form-tokens.service.js';
import { Nonces } from './nonces/nonces.js';
import { RedisNonces } from './nonces/redis-nonces.js';
import { TableNonces } from './nonces/table-nonces.js';
import { OAuth1Controller } from './oauth1.controller.js';
import { PortalController } from './portal.controller.js';
import { RequestTokens } from './request-tokens.service.js';
import { SignedCalls } from './signed-calls.service.js';
import { SignedRequests } from './signed-requests.service.js';
import { SigningConsumers } from './signing-consumers.service.js';

/** OAuth 1.0a (RFC 5849, contract section 3.3). */
@Module({
  imports: [PrincipalsModule, PasswordLoginsModule, ConsumersModule, ObpModule, ExplorerModule],
  controllers: [OAuth1Controller, AuthorizeController, PortalController],
  providers: [
    {
      provide: Nonces,
      inject: [RedisLink, Database],
      useFactory: (link: RedisLink, database: Database): Nonces => {
        const table = new TableNonces(database);
        return link.client === undefined ? table : new RedisNonces(link, table);
      },
    },
    SigningKeys,
    SigningConsumers,
    SignedRequests,
    SignedCalls,
    RequestTokens,
    AccessTokens,
    Authorizations,
    FormTokens,
    ExpiredTokens,
  ],
  exports: [SignedCalls],
})
export class OAuth1Module {}
