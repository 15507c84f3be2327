import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { alternativeName, randomCredential } from '../../consumers/new-consumer.js';
import { SecretBox } from '../../consumers/secret-box.js';
import { Database, type Statement, violatedConstraint } from '../../database/database.js';
import { ObpError } from '../../obp/errors/obp-error.js';
import type { Principal } from '../principal.js';
import { PrincipalsService } from '../principals.service.js';
import type { ForeignToken } from './foreign-token.js';

const ADD_USER: Statement = {
  name: 'foreign_user_add',
  text: `
    INSERT INTO users (user_id, provider, username, email, first_name, last_name) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (provider, username) DO NOTHING`,
};

const FIND_CONSUMER: Statement = { name: 'foreign_consumer', text: `SELECT 1 FROM consumers WHERE issuer = $1 AND azp = $2` };

const ADD_CONSUMER: Statement = {
  name: 'foreign_consumer_add',
  text: `
    INSERT INTO consumers (consumer_id, key, secret, name, description, is_active, issuer, azp)
    VALUES ($1, $2, $3, $4, 'OpenID Connect', true, $5, $6) ON CONFLICT (issuer, azp) DO NOTHING`,
};

/** Waits for a revocation that is under way. Nothing for a token that is older than the moment at which all tokens of the user or the consumer were revoked. */
const OPEN: Statement = {
  name: 'foreign_session_open',
  text: `
    INSERT INTO sessions (session_id, user_id, consumer_id, authentication_type, created_at, expires_at)
    SELECT $1::uuid, u.user_id, c.consumer_id, $2::varchar, $3::timestamptz, $4::timestamptz
      FROM users u, consumers c
     WHERE u.provider = $5 AND u.username = $6 AND c.issuer = $5 AND c.azp = $7
       AND COALESCE(u.tokens_revoked_at < $3, true) AND COALESCE(c.tokens_revoked_at < $3, true)
       FOR SHARE OF u, c
    ON CONFLICT (session_id) DO NOTHING`,
};

const invalid = (): ObpError => new ObpError('BearerTokenInvalid');

/** Sessions that tokens of other issuers stand for, with users and consumers made at first sight (contract section 3.4). */
@Injectable()
export class ForeignSessions {
  constructor(
    private readonly database: Database,
    private readonly principals: PrincipalsService,
    private readonly box: SecretBox,
  ) {}

  /** @throws ObpError OBP-20202 (401) for a session that was revoked or a token that is too old, or as `PrincipalsService.inSession`. */
  of(request: FastifyRequest, { sessionId }: ForeignToken): Principal | Promise<Principal> {
    return this.principals.inSession(sessionId, request, invalid);
  }

  /** Makes the session of a token that was not seen before, and whatever it needs. */
  async ensure(token: ForeignToken): Promise<void> {
    if ((await this.principals.load(token.sessionId)) !== undefined) return;
    const { provider, user, azp, binding } = token;
    await this.database.query(ADD_USER, [uuidv7(), provider, user.username, user.email, user.firstName, user.lastName]);
    await this.ensureConsumer(provider, azp);
    const type = binding.certificate === undefined ? 'OAuth2_OIDC' : 'OAuth2_OIDC_FAPI';
    const times = [token.issuedAt, token.expires].map((seconds) => new Date(seconds * 1000));
    await this.database.query(OPEN, [token.sessionId, type, ...times, provider, user.username, azp]);
  }

  private async ensureConsumer(issuer: string, azp: string): Promise<void> {
    if ((await this.database.query(FIND_CONSUMER, [issuer, azp])).length > 0) return;
    const name = [...(azp.length < 3 ? `${azp} (OpenID Connect)` : azp)].slice(0, 100).join('');
    try {
      await this.addConsumer(issuer, azp, name);
    } catch (error) {
      if (violatedConstraint(error) !== 'consumers_name_key') throw error;
      await this.addConsumer(issuer, azp, alternativeName(name));
    }
  }

  private async addConsumer(issuer: string, azp: string, name: string): Promise<void> {
    const id = uuidv7();
    await this.database.query(ADD_CONSUMER, [id, randomCredential(), this.box.seal(randomCredential(), id), name, issuer, azp]);
  }
}
