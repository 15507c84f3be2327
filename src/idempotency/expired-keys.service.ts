import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { Database, type Statement } from '../database/database.js';

/** Milliseconds between two rounds at most. */
const EVERY = 60_000;
/** Keys that one statement removes: few enough to hold nobody up. */
const BATCH = 500;

/** Skips rows that another replica is removing: each takes others, and none waits. */
const REMOVE: Statement = {
  name: 'idempotency_keys_remove_expired',
  text: `
    DELETE FROM idempotency_keys k
     USING (SELECT bank_id, key_hash
              FROM idempotency_keys
             WHERE expires_at <= now()
             ORDER BY expires_at LIMIT $1
               FOR UPDATE SKIP LOCKED) e
     WHERE k.bank_id = e.bank_id AND k.key_hash = e.key_hash
    RETURNING 1`,
};

/** Removes the keys that nobody can repeat any more. Every replica does it, and none has to. */
@Injectable()
export class ExpiredKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private ended = false;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const every = Math.min(EVERY, this.config.idempotencyKeySeconds * 1000);
    this.timer = setInterval(() => {
      this.round ??= this.remove().finally(() => (this.round = undefined));
    }, every).unref();
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
      // The database is away, or slow: the next round comes soon, and expired keys are answered as if they were gone.
    }
  }
}
