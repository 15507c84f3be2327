import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '../../../platform/audit/audit-trail.js';
import type { Origin } from '../../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { SecretBox } from '../../../platform/keys/secret-box.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { sessionOpened } from '../../sessions/session-opened.js';
import type { SigningConsumer } from './signing-consumers.js';
import { digest, newToken, openSecret, type Token, toStore } from './token.js';

/** Maximum cached tokens. The cached facts never change: whether the session is still valid is checked elsewhere. */
const CAPACITY = 10_000;

/** Uses up the request token, opens the session and stores its token: everything or, if the request token is gone, nothing. */
const EXCHANGE = `
  WITH used AS (
    DELETE FROM oauth_request_tokens
     WHERE token_hash = $1 AND user_id IS NOT NULL AND expires_at > now()
    RETURNING user_id, consumer_id
  ), opened AS (
    INSERT INTO sessions (session_id, user_id, consumer_id, authentication_type, created_at, expires_at)
    SELECT $2::uuid, user_id, consumer_id, 'OAuth1.0a', clock_timestamp(), $3::timestamptz FROM used
    RETURNING session_id
  )
  INSERT INTO oauth_access_tokens (token_hash, session_id, secret)
  SELECT $4::bytea, session_id, $5 FROM opened
  RETURNING (SELECT user_id FROM used) AS user_id, (SELECT consumer_id FROM used) AS consumer_id`;

const FIND: Statement = {
  name: 'oauth_access_token',
  text: `
    SELECT t.session_id, t.secret, s.consumer_id
      FROM oauth_access_tokens t JOIN sessions s ON s.session_id = t.session_id
     WHERE t.token_hash = $1`,
};

/** What an access token stands for. */
export interface KnownAccessToken {
  readonly sessionId: string;
  readonly consumerId: string;
  readonly secret: string;
}

/** The token is not repeated to the caller, although OBP does: answers end up in logs of proxies. */
export const invalidAccessToken = (): ObpError => new ObpError('OAuthAccessTokenInvalid');

@Injectable()
export class AccessTokens {
  private readonly known = new LRUCache<string, KnownAccessToken>({ max: CAPACITY });

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns undefined when the request token no longer exists. */
  async exchange(requestToken: string, { address, ...ids }: Origin): Promise<Token | undefined> {
    const token = newToken();
    const { hash, sealed } = toStore(token, this.box);
    const expires = new Date(Date.now() + this.config.tokenLifetimeSeconds * 1000);
    const sessionId = uuidv7();
    const actor = { ...ids, userId: '', consumerId: '' };
    return this.audit.perform(actor, async ({ manager, record }) => {
      const values = [digest(requestToken), sessionId, expires, hash, sealed];
      const [row] = await manager.query<{ user_id: string; consumer_id: string }[]>(EXCHANGE, values);
      if (row === undefined) return undefined;
      const { user_id: userId, consumer_id: consumerId } = row;
      await record(sessionOpened({ sessionId, userId, type: 'OAuth1.0a', address }), { userId, consumerId });
      return token;
    });
  }

  /** @throws ObpError OBP-98107 for an unknown token or another consumer's. */
  async get(token: string, consumer: SigningConsumer): Promise<KnownAccessToken> {
    const found = this.known.get(token) ?? (await this.read(token));
    if (found?.consumerId !== consumer.consumerId) throw invalidAccessToken();
    return found;
  }

  private async read(token: string): Promise<KnownAccessToken | undefined> {
    const hash = digest(token);
    const [row] = await this.database.query<{ session_id: string; secret: string; consumer_id: string }>(FIND, [hash]);
    if (row === undefined) return undefined;
    const secret = openSecret({ hash, sealed: row.secret }, this.box);
    const found = { sessionId: row.session_id, consumerId: row.consumer_id, secret };
    this.known.set(token, found);
    return found;
  }
}
