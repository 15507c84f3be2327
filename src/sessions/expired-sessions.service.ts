import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Statement } from '../database/database.js';

/** Milliseconds between two rounds. */
const EVERY = 60_000;
/** Sessions that one statement removes: few enough to hold nobody up. */
const BATCH = 500;

/**
 * A revoked session stays until it would have expired: as long as its row is there, its token cannot count as a new one. Skips rows
 * that another replica is removing.
 */
const REMOVE: Statement = {
  name: 'sessions_remove_expired',
  text: `
    DELETE FROM sessions s
     USING (SELECT session_id FROM sessions
             WHERE expires_at <= now() - interval '1 day'
             ORDER BY expires_at LIMIT $1
               FOR UPDATE SKIP LOCKED) e
     WHERE s.session_id = e.session_id
    RETURNING 1`,
};

/** Removes sessions a day after they expired. Every replica does it, and none has to; what was revoked stays in the audit trail. */
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
      while (!this.ended && (await this.database.query(REMOVE, [BATCH])).length === BATCH);
    } catch {
      // The database is away, or slow: the next round comes soon, and expired sessions are refused in any case.
    }
  }
}
