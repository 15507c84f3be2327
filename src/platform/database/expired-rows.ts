import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Statement } from './database.js';

/** Milliseconds between two rounds at most. */
const EVERY = 60_000;
/** Rows that one statement removes: few enough not to delay anything else. */
const BATCH = 500;
/** Seconds of a distributed table whose rows one statement removes: of 5,000 keys a second 10,000. */
const SLICE = 2;

/** Rows that are of no use to anybody any more. */
export interface Removal {
  readonly table: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /** SQL that says whether a row is over. */
  readonly over: string;
  /** The columns of an index, by which they are found a few at a time; `expires_at` where nothing else is said. */
  readonly by?: string;
  /** Milliseconds between two rounds, where a minute is too long. */
  readonly every?: number;
}

interface Table {
  readonly name: string;
  /** Removes some rows, and says whether more are left. */
  readonly removeSome: () => Promise<boolean>;
  /** Why the latest try failed. */
  failure: string | undefined;
}

/** Removes expired rows from all tables that modules register. Every replica does it, and none has to. */
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
    // Skips rows that another replica is removing: each takes others, and none waits.
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
   * As {@link register}, for a distributed table whose rows are over at `expires_at`: a statement over several nodes has neither LIMIT
   * nor row locks, so each takes the rows of a few seconds.
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

  /** Lets a statement that runs come to its end before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** One try for each table: what fails for one is no reason to leave the rows of another. */
  private async removeAll(): Promise<void> {
    for (const table of this.tables) {
      const failure = await this.removeFrom(table).catch(codeOf);
      // Said once, not every minute: the next round comes soon, and what has expired is refused in any case.
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

/** What failed, without the text of it, which may quote a row. */
const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
};
