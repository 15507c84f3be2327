import { Inject, Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import type { Origin } from '../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { User } from '../users/user.entity.js';
import { sessionOpened } from '../sessions/session-opened.js';
import { SigningKeys } from './signing-keys/signing-keys.js';

/**
 * Waits for a revocation that is under way, and every later one sees the session: it is made after the locks are held. Nothing if the
 * verified password has been replaced meanwhile.
 */
const OPEN = `
  INSERT INTO sessions (session_id, user_id, consumer_id, created_at, expires_at)
  SELECT $1::uuid, user_id, consumer_id, clock_timestamp(), $4::timestamptz
    FROM (SELECT user_id, consumer_id FROM users, consumers WHERE user_id = $2 AND consumer_id = $3 AND password_hash = $5 FOR SHARE) held
  RETURNING 1`;

/** Makes login tokens. Each stands for a session row, by which it can be listed and revoked. */
@Injectable()
export class AccessTokenIssuer {
  constructor(
    private readonly audit: AuditTrail,
    private readonly keys: SigningKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Opens a session and returns its token: a JWT (RFC 7519) signed with HS256.
   *
   * @param user as read when the password was verified.
   * @param origin of the call that asks for it.
   * @throws ObpError OBP-20004 (401) for a user whose password has changed meanwhile.
   */
  async issue({ userId, passwordHash }: User, consumerId: string, { address, ...ids }: Origin): Promise<string> {
    const sessionId = uuidv7();
    const now = Math.floor(Date.now() / 1000);
    const expires = now + this.config.tokenLifetimeSeconds;
    await this.audit.perform({ ...ids, userId, consumerId }, async ({ manager, record }) => {
      const values = [sessionId, userId, consumerId, new Date(expires * 1000), passwordHash];
      if ((await manager.query<unknown[]>(OPEN, values)).length === 0) throw new ObpError('InvalidLoginCredentials');
      await record(sessionOpened({ sessionId, userId, type: 'DirectLogin', address }));
    });
    return jwt.sign(
      { jti: sessionId, sub: userId, iss: this.config.localIdentityProvider, iat: now, exp: expires },
      this.keys.current.key,
      {
        algorithm: 'HS256',
        keyid: this.keys.current.kid,
      },
    );
  }
}
