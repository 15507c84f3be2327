import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { Trouble } from './trouble.js';

/** Rows that are removed between two rounds: autovacuum's minute is too long where thousands are a second. */
const EVERY = 50_000;

const MAY: Statement = {
  name: 'delivery_queue_vacuum_may',
  text: `SELECT pg_has_role(relowner, 'USAGE') AS may FROM pg_class WHERE oid = 'delivery_queue'::regclass`,
};

/**
 * Waits for nobody: while another vacuum of the table runs, this one has nothing to do, which also keeps the processes of a fleet apart. It holds
 * up nobody either, since it does not shorten the file, for which it would have to lock the table.
 */
const VACUUM: Statement = { name: 'delivery_queue_vacuum', text: 'VACUUM (SKIP_LOCKED, TRUNCATE false) delivery_queue' };

/** Keeps the queue as small as what waits in it. The embedded database does so itself, or at its next start. */
@Injectable()
export class QueueVacuum {
  private readonly trouble = new Trouble(new Logger(QueueVacuum.name), 'the queue of deliveries cannot be vacuumed');
  private readonly isOnServer: boolean;
  private count = 0;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.isOnServer = config.databaseUrl !== undefined;
  }

  /** @param rows that were removed, or changed. */
  removed(rows: number): void {
    this.count += rows;
    if (this.count < EVERY || !this.isOnServer || this.running !== undefined) return;
    this.count = 0;
    this.running = this.vacuum()
      .catch((error: unknown) => this.trouble.say(error))
      .finally(() => (this.running = undefined));
  }

  /** Does nothing where the table belongs to somebody else. */
  async vacuum(): Promise<void> {
    const [answer] = await this.database.query<{ may: boolean }>(MAY, []);
    if (answer?.may === true) await this.database.query(VACUUM, []);
    this.trouble.over();
  }
}
