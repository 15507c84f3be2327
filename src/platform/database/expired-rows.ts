import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, failureOf, type Statement } from './database.js';

/** Maximum milliseconds between two rounds. */
const EVERY = 60_000;
/** Rows that one statement removes: few enough not to delay anything else. */
const BATCH = 500;
/** How many seconds' rows one statement removes from a distributed table: 10,000 rows at 5,000 keys a second. */
const SLICE = 2;

/** Rows that nobody needs any more. */
export interface Removal {
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** SQL that says whether a row has expired. */
  readonly over: string;
  /** The columns of the index that finds them a few at a time; `expires_at` by default. */
  readonly by?: string;
  /** Milliseconds between two rounds, if a minute is too long. */
  readonly every?: number;
}

interface Table {
  readonly name: string;
  /** Removes some rows, and says whether more are left. */
  readonly removeSome: () => Promise<boolean>;
  /** Why the latest attempt failed. */
  failure: string | undefined;
}

/** Removes expired rows from all tables that modules register. Every replica does it; no single one has to. */
@Injectable()
export class ExpiredRows implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpiredRows.name);
  private readonly tables: Table[] = [];
  private every = EVERY;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private ended = false;

  constructor(private readonly database: Database) {}

  /** Call this before the application listens. */
  register({ table, key, over, by = 'expires_at', every = EVERY }: Removal): void {
    this.every = Math.min(this.every, every);
    // Skips rows that another replica is removing: each takes different rows, and none waits.
    const text = `
      DELETE FROM ${table} t
       USING (SELECT ${key.join(', ')} FROM ${table} WHERE ${over} ORDER BY ${by} LIMIT $1 FOR UPDATE SKIP LOCKED) e
       WHERE ${key.map((column) => `t.${column} = e.${column}`).join(' AND ')}
      RETURNING 1`;
    const statement = { name: `${table}_remove_expired`, text };
    const removeSome = async (): Promise<boolean> => (await this.database.query(statement, [BATCH])).length === BATCH;
    this.tables.push({ name: table, removeSome, failure: undefined });
  }

  /**
   * Like {@link register}, for a distributed table whose rows expire at `expires_at`: a statement over several nodes allows neither LIMIT
   * nor row locks, so each removes the rows of a few seconds. Replicas that remove the same rows wait for each other.
   */
  registerDistributed({ table, every = EVERY }: Pick<Removal, 'table' | 'every'>): void {
    this.every = Math.min(this.every, every);
    const next: Statement = {
      name: `${table}_next_expired`,
      text: `SELECT least(min(expires_at) + interval '${SLICE} seconds', now()) AS until FROM ${table} HAVING min(expires_at) <= now()`,
    };
    const remove: Statement = { name: `${table}_remove_expired`, text: `DELETE FROM ${table} WHERE expires_at <= $1` };
    const removeSome = async (): Promise<boolean> => {
      const [slice] = await this.database.query<{ until: Date }>(next, []);
      if (slice !== undefined) await this.database.query(remove, [slice.until]);
      return slice !== undefined;
    };
    this.tables.push({ name: table, removeSome, failure: undefined });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round ??= this.removeAll().finally(() => (this.round = undefined));
    }, this.every).unref();
  }

  /** Lets a running statement finish before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** One attempt for each table: a failure on one is no reason to leave the rows of another. */
  private async removeAll(): Promise<void> {
    for (const table of this.tables) {
      const failure = await this.removeFrom(table).catch(failureOf);
      // Logged once, not every minute: the next round comes soon, and expired rows are not accepted anyway.
      if (failure !== undefined && failure !== table.failure)
        this.logger.warn(`expired rows of ${table.name} cannot be removed (${failure}); tried again every ${this.every / 1000} seconds`);
      if (failure === undefined && table.failure !== undefined) this.logger.warn(`expired rows of ${table.name} are removed again`);
      table.failure = failure;
    }
  }

  private async removeFrom({ removeSome }: Table): Promise<undefined> {
    while (!this.ended && (await removeSome()));
  }
}
