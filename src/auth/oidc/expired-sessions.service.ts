import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Statement } from '../../database/database.js';

/** Milliseconds between two rounds. */
const EVERY = 60_000;
/** Rows that one statement removes: few enough to hold nobody up. */
const BATCH = 500;

/** Of our own tokens sessions stay; other issuers make a new one every few minutes. Rows that another replica removes are skipped. */
const REMOVE_SESSIONS: Statement = {
  name: 'foreign_sessions_remove_expired',
  text: `
    DELETE FROM sessions s
     USING (SELECT session_id FROM sessions
             WHERE expires_at <= now() AND authentication_type IN ('OAuth2_OIDC', 'OAuth2_OIDC_FAPI')
             ORDER BY expires_at LIMIT $1
               FOR UPDATE SKIP LOCKED) e
     WHERE s.session_id = e.session_id
    RETURNING 1`,
};

const REMOVE_PROOFS: Statement = {
  name: 'dpop_proofs_remove_expired',
  text: `
    DELETE FROM dpop_proofs p
     USING (SELECT proof_hash FROM dpop_proofs WHERE expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) e
     WHERE p.proof_hash = e.proof_hash
    RETURNING 1`,
};

/** Removes sessions of other issuers' tokens that have expired, and proofs that are too old. Every replica does it, and none has to. */
@Injectable()
export class ExpiredSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private ended = false;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round ??= this.remove().finally(() => (this.round = undefined));
    }, EVERY).unref();
  }

  /** Lets a statement that runs come to its end before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.round;
  }

  private async remove(): Promise<void> {
    try {
      for (const statement of [REMOVE_SESSIONS, REMOVE_PROOFS])
        while (!this.ended && (await this.database.query(statement, [BATCH])).length === BATCH);
    } catch {
      // The database is away, or slow: the next round comes soon, and what has expired is refused anyway.
    }
  }
}
