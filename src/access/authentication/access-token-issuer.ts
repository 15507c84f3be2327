import { Inject, Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import type { Origin } from '../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { User } from '../users/user.entity.js';
import type { Principal } from '../sessions/principal.js';
import { sessionOpened } from '../sessions/session-opened.js';
import { SigningKeys } from './signing-keys/signing-keys.js';

/**
 * Waits for a revocation that is under way, and every later one sees the session: it is made after the locks are held. Nothing if the
 * verified password has been replaced meanwhile.
 */
const OPEN = `
  INSERT INTO sessions (session_id, user_id, consumer_id, created_at, expires_at, cookie_hash)
  SELECT $1::uuid, user_id, consumer_id, clock_timestamp(), $4::timestamptz, $6::bytea
    FROM (SELECT user_id, consumer_id FROM users, consumers WHERE user_id = $2 AND consumer_id = $3 AND password_hash = $5 FOR SHARE) held
  RETURNING 1`;

/** Seconds that a token of our pages lasts; the session lasts as long as any. */
const SHORT = 600;

/** What a token has to say. */
export interface NewSession {
  readonly sessionId: string;
  readonly userId: string;
  /** Unix time in seconds. */
  readonly expires: number;
}

export interface ShortToken {
  readonly token: string;
  /** How long it lasts. */
  readonly seconds: number;
}

/** Makes login tokens. Each stands for a session row, by which it can be listed and revoked. */
@Injectable()
export class AccessTokenIssuer {
  constructor(
    private readonly audit: AuditTrail,
    private readonly keys: SigningKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Opens a session.
   *
   * @param user as read when the password was verified.
   * @param origin of the call that asks for it.
   * @param cookieHash of the cookie of our pages that stands for it; null for none.
   * @throws ObpError OBP-20004 (401) for a user whose password has changed meanwhile.
   */
  async open(
    { userId, passwordHash }: User,
    consumerId: string,
    { address, ...ids }: Origin,
    cookieHash: Buffer | null,
  ): Promise<NewSession> {
    const sessionId = uuidv7();
    const expires = Math.floor(Date.now() / 1000) + this.config.tokenLifetimeSeconds;
    await this.audit.perform({ ...ids, userId, consumerId }, async ({ manager, record }) => {
      const values = [sessionId, userId, consumerId, new Date(expires * 1000), passwordHash, cookieHash];
      if ((await manager.query<unknown[]>(OPEN, values)).length === 0) throw new ObpError('InvalidLoginCredentials');
      await record(sessionOpened({ sessionId, userId, type: 'DirectLogin', address }));
    });
    return { sessionId, userId, expires };
  }

  /** The token of a session: a JWT (RFC 7519) signed with HS256. */
  sign({ sessionId, userId, expires }: NewSession): string {
    const { key, kid } = this.keys.current;
    return jwt.sign(
      { jti: sessionId, sub: userId, iss: this.config.localIdentityProvider, iat: Math.floor(Date.now() / 1000), exp: expires },
      key,
      { algorithm: 'HS256', keyid: kid },
    );
  }

  /** A token for ten minutes, or until the session ends. */
  short({ sessionId, user, expiresAt }: Principal): ShortToken {
    const now = Math.floor(Date.now() / 1000);
    const expires = Math.min(now + SHORT, Math.floor(expiresAt.getTime() / 1000));
    return { token: this.sign({ sessionId, userId: user.userId, expires }), seconds: expires - now };
  }
}
