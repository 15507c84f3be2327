import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { CacheInvalidation } from '../../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { FreshCache } from '../../../platform/database/fresh-cache.js';
import { type CallLimitRow, readCallRules } from '../../rate-limits/call-rules.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { AuthenticationType } from '../authentication-type.js';
import type { Principal } from '../principal.js';
import { IS_REVOKED } from '../session.entity.js';

/** Maximum cached sessions. */
const CAPACITY = 10_000;

/** @param scopes an array of the consumer's. */
const loading = (name: string, scopes: string): Statement => ({
  name,
  text: `
    SELECT s.session_id, s.authentication_type, s.expires_at, ${IS_REVOKED} AS revoked,
           u.user_id, u.provider, u.username, u.email, u.is_deleted, u.is_super_admin, u.locked_at IS NOT NULL AS is_locked,
           c.consumer_id, c.is_active,
           (SELECT jsonb_agg(l) FROM call_limits l WHERE l.consumer_id = c.consumer_id) AS call_limits,
           ARRAY(SELECT e.role_name || '@' || e.bank_id FROM entitlements e WHERE e.user_id = s.user_id) AS roles,
           ${scopes} AS scopes
      FROM sessions s
      JOIN users u ON u.user_id = s.user_id
      JOIN consumers c ON c.consumer_id = s.consumer_id
     WHERE s.session_id = $1`,
});
const LOAD = loading('principal', "'{}'::text[]");
const LOAD_SCOPED = loading(
  'principal-scoped',
  "ARRAY(SELECT p.role_name || '@' || p.bank_id FROM scopes p WHERE p.consumer_id = s.consumer_id)",
);

interface Row {
  session_id: string;
  authentication_type: AuthenticationType;
  expires_at: Date;
  revoked: boolean;
  user_id: string;
  provider: string;
  username: string;
  email: string;
  is_deleted: boolean;
  is_super_admin: boolean;
  is_locked: boolean;
  consumer_id: string;
  is_active: boolean;
  call_limits: CallLimitRow[] | null;
  roles: string[];
  scopes: string[];
}

/** Finds whom a session belongs to, from memory if that is fresh (decision 25). */
@Injectable()
export class PrincipalsService {
  private readonly known: FreshCache<Principal>;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<Principal>(changes, { capacity: CAPACITY, load: (sessionId) => this.read(sessionId) });
  }

  /**
   * The caller of a session: from memory while that is fresh enough. A refusal never comes from memory.
   *
   * @param invalid what is thrown when the session does not, or no longer, exist.
   * @returns a promise only if something has to be looked up.
   * @throws ObpError OBP-20064, OBP-20013 or OBP-20058 (401) for a user or consumer who may not call (contract section 1.2, step 3).
   */
  inSession(sessionId: string, invalid: () => ObpError): Principal | Promise<Principal> {
    const known = this.known.peek(sessionId);
    if (known !== undefined && refusal(known, invalid) === undefined) return known;
    return this.load(sessionId).then((principal) => {
      if (principal === undefined) throw invalid();
      const refused = refusal(principal, invalid);
      if (refused !== undefined) throw refused;
      return principal;
    });
  }

  /** Reads the session from the database; concurrent callers for the same session share the query. */
  load(sessionId: string): Promise<Principal | undefined> {
    return this.known.load(sessionId);
  }

  private async read(sessionId: string): Promise<Principal | undefined> {
    const [row] = await this.database.query<Row>(this.config.requireScopes === 'none' ? LOAD : LOAD_SCOPED, [sessionId]);
    return row && this.toPrincipal(row);
  }

  private toPrincipal(row: Row): Principal {
    return {
      sessionId: row.session_id,
      authenticationType: row.authentication_type,
      expiresAt: row.expires_at,
      revoked: row.revoked,
      user: {
        userId: row.user_id,
        provider: row.provider,
        username: row.username,
        email: row.email,
        isDeleted: row.is_deleted,
        isLocked: row.is_locked,
        isSuperAdmin: row.is_super_admin || this.config.superAdminUserIds.has(row.user_id),
      },
      consumer: {
        consumerId: row.consumer_id,
        isActive: row.is_active,
        callRules: readCallRules(row.call_limits),
        scopes: new Set(row.scopes),
      },
      roles: new Set(row.roles),
    };
  }
}

/** Why a session that exists may not be used. */
function refusal({ revoked, expiresAt, user, consumer }: Principal, invalid: () => ObpError): ObpError | undefined {
  if (revoked || expiresAt.getTime() <= Date.now()) return invalid();
  if (user.isDeleted) return new ObpError('UserIsDeleted');
  if (user.isLocked) return new ObpError('UserLocked');
  if (!consumer.isActive) return new ObpError('ConsumerDisabled');
  return undefined;
}
