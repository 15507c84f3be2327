import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import type { Origin } from '../../../platform/audit/origin.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { Principal } from '../../sessions/principal.js';
import { digestOf } from '../../sessions/session-cookie.js';
import { PrincipalsService } from '../../sessions/principals/principals.service.js';
import type { DirectLoginParameters } from '../credentials.js';
import { DirectLoginService } from '../direct-login/direct-login.service.js';

const FIND: Statement = {
  name: 'session_of_cookie',
  text: 'SELECT s.session_id FROM sessions s WHERE s.cookie_hash = $1',
};

/** Only one that has none: a token of the pages lasts minutes, and must not be worth more than that to who got hold of it. */
const GIVE = `
  WITH given AS (
    UPDATE sessions SET cookie_hash = $2 WHERE session_id = $1 AND cookie_hash IS NULL AND revoked_at IS NULL RETURNING 1
  )
  SELECT 1 FROM given`;

/** A session, and the cookie that stands for it: only the browser has it. */
export interface PageSession {
  readonly cookie: string;
  readonly principal: Principal;
}

const missing = (): ObpError => new ObpError('PageSessionMissing');

/** Sessions of our pages: each has a cookie, so that all tabs of a browser are signed in (decision 34). */
@Injectable()
export class PageSessions {
  constructor(
    private readonly directLogin: DirectLoginService,
    private readonly principals: PrincipalsService,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ObpError as a DirectLogin does. */
  async signIn(parameters: DirectLoginParameters, origin: Origin): Promise<PageSession> {
    const cookie = newCookie();
    const { sessionId } = await this.directLogin.open(parameters, origin, digestOf(cookie));
    return { cookie, principal: await this.principals.inSession(sessionId, missing) };
  }

  /**
   * Gives the session of a call a cookie.
   *
   * @param isPlain whether the call was made with a token that is good without a proof, and without asking anybody.
   * @throws ObpError OBP-98144 (403) for another token, and for a session that has a cookie.
   */
  async exchange(actor: Actor, principal: Principal, isPlain: boolean): Promise<PageSession> {
    const { sessionId, authenticationType: type, user } = principal;
    if (!isPlain || (type !== 'DirectLogin' && type !== 'OAuth2_OIDC')) throw new ObpError('TokenNotExchangeable');
    const cookie = newCookie();
    await this.audit.perform(actor, async ({ manager, record }) => {
      const given = await manager.query<unknown[]>(GIVE, [sessionId, digestOf(cookie)]);
      if (given.length === 0) throw new ObpError('TokenNotExchangeable');
      await record({ action: 'session.cookie_given', subjectId: sessionId, after: { user_id: user.userId }, isNew: true });
    });
    return { cookie, principal };
  }

  /** @throws ObpError OBP-98142 (401) without a session that is still good, or like `PrincipalsService.inSession`. */
  async ofCookie(cookie: string | undefined): Promise<Principal> {
    if (cookie === undefined) throw missing();
    const [found] = await this.database.query<{ session_id: string }>(FIND, [digestOf(cookie)]);
    if (found === undefined) throw missing();
    return this.principals.inSession(found.session_id, missing);
  }
}

/** 256 random bits. */
const newCookie = (): string => randomBytes(32).toString('base64url');
