import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, type AuditEntry, AuditTrail } from '../../../platform/audit/audit-trail.js';
import { originOf } from '../../../platform/audit/origin.js';
import { alternativeName, randomCredential } from '../../consumers/new-consumer.js';
import { SecretBox } from '../../../platform/keys/secret-box.js';
import { Database, type Statement, violatedConstraint } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { Principal } from '../../sessions/principal.js';
import { PrincipalsService } from '../../sessions/principals/principals.service.js';
import { sessionOpened } from '../../sessions/session-opened.js';
import type { ExternalToken } from './external-token.js';

const FIND: Statement = {
  name: 'foreign_user_and_consumer',
  text: `
    SELECT EXISTS (SELECT 1 FROM users WHERE provider = $1 AND username = $2) AS user,
           EXISTS (SELECT 1 FROM consumers WHERE issuer = $1 AND azp = $3) AS consumer`,
};

const ADD_USER = `
  INSERT INTO users (user_id, provider, username, email, first_name, last_name) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (provider, username) DO NOTHING RETURNING 1`;

const ADD_CONSUMER = `
  INSERT INTO consumers (consumer_id, key, secret, name, description, is_active, issuer, azp)
  VALUES ($1, $2, $3, $4, 'OpenID Connect', true, $5, $6) ON CONFLICT (issuer, azp) DO NOTHING RETURNING 1`;

/**
 * Waits for a revocation that is under way. Nothing for a token from before all tokens of the user or the consumer were revoked. The
 * session begins now at the latest: the issuer's clock may be ahead, and a consumer's mark ends sessions that began before it.
 */
const OPEN = `
  INSERT INTO sessions (session_id, user_id, consumer_id, authentication_type, created_at, expires_at)
  SELECT $1::uuid, u.user_id, c.consumer_id, $2::varchar, LEAST($3::timestamptz, clock_timestamp()), $4::timestamptz
    FROM users u, consumers c
   WHERE u.provider = $5 AND u.username = $6 AND c.issuer = $5 AND c.azp = $7
     AND COALESCE(u.tokens_revoked_at < $3, true) AND COALESCE(c.tokens_revoked_at < $3, true)
     FOR SHARE OF u, c
  ON CONFLICT (session_id) DO NOTHING
  RETURNING user_id, consumer_id`;

const invalid = (): ObpError => new ObpError('BearerTokenInvalid');

/** Sessions of other issuers' tokens, with users and consumers created at first use (contract section 3.4). */
@Injectable()
export class ExternalSessions {
  constructor(
    private readonly database: Database,
    private readonly principals: PrincipalsService,
    private readonly audit: AuditTrail,
    private readonly box: SecretBox,
  ) {}

  /** @throws ObpError OBP-20202 (401) for a revoked session or a token that is too old, or like `PrincipalsService.inSession`. */
  of({ sessionId }: ExternalToken): Principal | Promise<Principal> {
    return this.principals.inSession(sessionId, invalid);
  }

  /** Makes the session of a new token, and whatever it needs. There is no actor for the audit trail yet. */
  async ensure(request: FastifyRequest, token: ExternalToken): Promise<void> {
    if ((await this.principals.load(token.sessionId)) !== undefined) return;
    const { provider, user, azp, binding } = token;
    const { address, ...ids } = originOf(request);
    const actor = { ...ids, userId: '', consumerId: '' };
    const [known] = await this.database.query<{ user: boolean; consumer: boolean }>(FIND, [provider, user.username, azp]);
    if (known?.user !== true) await this.addUser(actor, token);
    if (known?.consumer !== true) await this.addConsumer(actor, token);
    const type = binding.certificate === undefined ? 'OAuth2_OIDC' : 'OAuth2_OIDC_FAPI';
    const times = [token.issuedAt, token.expires].map((seconds) => new Date(seconds * 1000));
    await this.audit.perform(actor, async ({ manager, record }) => {
      const values = [token.sessionId, type, ...times, provider, user.username, azp];
      const [opened] = await manager.query<{ user_id: string; consumer_id: string }[]>(OPEN, values);
      if (opened === undefined) return; // another call was faster, or the token is too old
      const { user_id: userId, consumer_id: consumerId } = opened;
      await record(sessionOpened({ sessionId: token.sessionId, userId, type, address }), { userId, consumerId });
    });
  }

  private addUser(actor: Actor, { provider, user: { username, email, firstName, lastName } }: ExternalToken): Promise<void> {
    return this.add(actor, ADD_USER, [uuidv7(), provider, username, email, firstName, lastName], {
      action: 'user.created',
      after: { provider, username, is_super_admin: false },
    });
  }

  private async addConsumer(actor: Actor, { provider: issuer, azp }: ExternalToken): Promise<void> {
    const add = (name: string): Promise<void> => {
      const id = uuidv7();
      return this.add(actor, ADD_CONSUMER, [id, randomCredential(), this.box.seal(randomCredential(), id), name, issuer, azp], {
        action: 'consumer.created',
        after: { app_name: name, enabled: true, issuer, azp },
      });
    };
    const name = [...(azp.length < 3 ? `${azp} (OpenID Connect)` : azp)].slice(0, 100).join('');
    await add(name).catch((error: unknown) => {
      if (violatedConstraint(error) !== 'consumers_name_key') throw error;
      return add(alternativeName(name));
    });
  }

  /** @param row its id comes first. Nothing is recorded if another call was faster. */
  private add(
    actor: Actor,
    text: string,
    row: [id: string, ...rest: unknown[]],
    entry: Pick<AuditEntry, 'action' | 'after'>,
  ): Promise<void> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const added = await manager.query<unknown[]>(text, row);
      if (added.length > 0) await record({ ...entry, subjectId: row[0], isNew: true });
    });
  }
}
