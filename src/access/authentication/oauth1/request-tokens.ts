import { randomInt, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { randomCredential } from '../../consumers/new-consumer.js';
import { SecretBox } from '../../../platform/keys/secret-box.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { User } from '../../users/user.entity.js';
import { OUT_OF_BAND } from './callback.js';
import type { SigningConsumer } from './signing-consumers.js';
import { digest, newToken, openSecret, type Token, toStore } from './token.js';

/** Lifetime of a request token in minutes (contract section 3.3). */
const LIFETIME = 30;
/** How often a verifier may be tried; an `oob` one is short enough to be guessed otherwise. */
const TRIES = 5;

/** Maximum unauthorized tokens of one consumer, unless there are more young ones than that (decision 43). */
const MOST_OPEN = 1_000;
/** Minutes for which a token is young and not removed to make room. */
const YOUNG = 10;

/** The oldest make room. Tokens that another statement has locked are skipped: they are being authorized or removed. */
const CREATE: Statement = {
  name: 'oauth_request_token_create',
  text: `
    WITH oldest AS (
      SELECT token_hash FROM oauth_request_tokens WHERE consumer_id = $2 AND user_id IS NULL
       ORDER BY expires_at DESC OFFSET ${MOST_OPEN - 1}
    ), taken AS (
      SELECT token_hash FROM oauth_request_tokens
       WHERE token_hash IN (TABLE oldest) AND user_id IS NULL AND expires_at < now() + ${LIFETIME - YOUNG} * interval '1 minute'
         FOR UPDATE SKIP LOCKED
    ), removed AS (
      DELETE FROM oauth_request_tokens WHERE token_hash IN (TABLE taken)
    )
    INSERT INTO oauth_request_tokens (token_hash, consumer_id, secret, callback, expires_at)
    VALUES ($1, $2, $3, $4, now() + ${LIFETIME} * interval '1 minute')`,
};

const FIND: Statement = {
  name: 'oauth_request_token',
  text: `SELECT secret FROM oauth_request_tokens WHERE token_hash = $1 AND consumer_id = $2 AND expires_at > now()`,
};

const ASKED: Statement = {
  name: 'oauth_request_token_asked',
  text: `
    SELECT t.callback, t.user_id IS NULL AND t.expires_at > now() AS is_open, c.name, c.redirect_url, c.is_active
      FROM oauth_request_tokens t JOIN consumers c ON c.consumer_id = t.consumer_id
     WHERE t.token_hash = $1`,
};

/**
 * Waits for a revocation of the user's sessions that is under way; a later one removes this too. Nothing if the password was replaced
 * meanwhile.
 */
const AGREE: Statement = {
  name: 'oauth_request_token_agree',
  text: `
    UPDATE oauth_request_tokens SET user_id = held.user_id, verifier_hash = $3
      FROM (SELECT user_id FROM users WHERE user_id = $2 AND password_hash = $4 FOR SHARE) held
     WHERE token_hash = $1 AND oauth_request_tokens.user_id IS NULL AND expires_at > now()
    RETURNING 1`,
};

/** Counts before comparing, so that concurrent guesses are all counted. */
const TRY: Statement = {
  name: 'oauth_request_token_try',
  text: `
    UPDATE oauth_request_tokens SET tries = tries + 1
     WHERE token_hash = $1 AND verifier_hash IS NOT NULL AND tries < ${TRIES}
    RETURNING verifier_hash, tries`,
};

const REMOVE: Statement = { name: 'oauth_request_token_remove', text: `DELETE FROM oauth_request_tokens WHERE token_hash = $1` };

/** What a person is asked: whether an application may act for them. */
export interface Question {
  readonly isOpen: boolean;
  readonly callback: string;
  readonly application: { readonly name: string; readonly redirectUrl: string; readonly isActive: boolean };
}

/** The text may quote the token: the client has sent it itself, and it expires soon. */
export const invalidRequestToken = (token: string): ObpError => new ObpError('OAuthRequestTokenInvalid', token.slice(0, 100));

@Injectable()
export class RequestTokens {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
  ) {}

  /** @param callback one that the consumer may use. */
  async create({ consumerId }: SigningConsumer, callback: string): Promise<Token> {
    const token = newToken();
    const { hash, sealed } = toStore(token, this.box);
    await this.database.query(CREATE, [hash, consumerId, sealed, callback]);
    return token;
  }

  /** @throws ObpError OBP-98106 for a token that is unknown, expired, or another consumer's. */
  async get(token: string, { consumerId }: SigningConsumer): Promise<{ readonly secret: string }> {
    const hash = digest(token);
    const [row] = await this.database.query<{ secret: string }>(FIND, [hash, consumerId]);
    if (row === undefined) throw invalidRequestToken(token);
    return { secret: openSecret({ hash, sealed: row.secret }, this.box) };
  }

  /** What a token asks for; undefined if it does not exist. */
  async asked(token: string): Promise<Question | undefined> {
    const [row] = await this.database.query<{
      callback: string;
      is_open: boolean;
      name: string;
      redirect_url: string;
      is_active: boolean;
    }>(ASKED, [digest(token)]);
    if (row === undefined) return undefined;
    const application = { name: row.name, redirectUrl: row.redirect_url, isActive: row.is_active };
    return { isOpen: row.is_open, callback: row.callback, application };
  }

  /**
   * @param user as read when the password was verified.
   * @returns the verifier: eight digits to type for `oob`, else more than 128 bits; undefined when the token has expired.
   */
  async agree(token: string, { userId, passwordHash }: User, callback: string): Promise<string | undefined> {
    const verifier = callback === OUT_OF_BAND ? String(randomInt(10 ** 8)).padStart(8, '0') : randomCredential();
    const agreed = await this.database.query(AGREE, [digest(token), userId, digest(verifier), passwordHash]);
    return agreed.length > 0 ? verifier : undefined;
  }

  /** Whether the verifier is the one that was given out. Too many wrong ones end the token. */
  async isVerifiedBy(token: string, verifier: string): Promise<boolean> {
    const [row] = await this.database.query<{ verifier_hash: Buffer; tries: number }>(TRY, [digest(token)]);
    if (row === undefined) return false;
    const isRight = timingSafeEqual(row.verifier_hash, digest(verifier));
    if (!isRight && row.tries >= TRIES) await this.remove(token);
    return isRight;
  }

  async remove(token: string): Promise<void> {
    await this.database.query(REMOVE, [digest(token)]);
  }
}
