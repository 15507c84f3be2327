import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../sessions/principal.js';
import { PrincipalsService } from '../../sessions/principals/principals.service.js';
import { AccessTokens, invalidAccessToken } from './access-tokens.js';
import { SignedRequests } from './signed-requests.js';

/** Calls that are signed with an access token (contract section 3.3). */
@Injectable()
export class SignedCalls {
  constructor(
    private readonly requests: SignedRequests,
    private readonly tokens: AccessTokens,
    private readonly principals: PrincipalsService,
  ) {}

  /** @throws ObpError 401 with OBP's own texts (decision 43). */
  async authenticate(request: FastifyRequest): Promise<Principal> {
    const { found } = await this.requests.verify(request, {
      names: ['oauth_token'],
      find: ({ oauth_token: token }, consumer) => this.tokens.get(token, consumer),
    });
    return this.principals.inSession(found.sessionId, invalidAccessToken);
  }
}
