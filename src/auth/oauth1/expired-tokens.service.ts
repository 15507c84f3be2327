import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Statement } from '../../database/database.js';

/** Milliseconds between two rounds. */
const EVERY = 60_000;
/** Rows that one statement removes: few enough to hold nobody up. */
const BATCH = 500;

/** Skips rows that another replica is removing. */
const remove = (table: string, key: string, over: string): Statement => ({
  name: `${table}_remove_expired`,
  text: `
    DELETE FROM ${table} t
     USING (SELECT ${key} FROM ${table} WHERE ${over} ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) e
     WHERE t.${key} = e.${key}
    RETURNING 1`,
});

const REMOVALS = [
  // Half a minute more, for clocks that differ.
  remove('oauth_nonces', 'nonce_hash', `expires_at < now() - interval '30 seconds'`),
  // For an hour a person is told that a token has expired rather than that it does not exist.
  remove('oauth_request_tokens', 'token_hash', `expires_at < now() - interval '1 hour'`),
];

/** Removes what is over. Every replica does it, and none has to. */
@Injectable()
export class ExpiredTokens implements OnApplicationBootstrap, BeforeApplicationShutdown {
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
      for (const removal of REMOVALS) while (!this.ended && (await this.database.query(removal, [BATCH])).length === BATCH);
    } catch {
      // The database is away, or slow: the next round comes soon.
    }
  }
}
