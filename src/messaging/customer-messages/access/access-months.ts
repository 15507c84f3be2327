import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database, failureOf } from '../../../platform/database/database.js';

/** Milliseconds between checks for expired months. */
const EVERY = 3_600_000;

/**
 * Held while partitions are created or dropped, so that replicas do it one after the other. The wait for it is as short as the time
 * others may have to wait.
 */
const ALONE = `SELECT set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(32, 0)`;

const PARTITIONS = `
  SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
   WHERE i.inhparent = 'message_access_records'::regclass`;

/** The first moment of a month, UTC. */
const monthOf = (time: Date, later = 0): Date => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + later));
const nameOf = (month: Date): string => `message_access_records_${month.toISOString().slice(0, 7).replace('-', '_')}`;

/** The partitions of `message_access_records`: one for each month (UTC), created when needed and dropped when too old. */
@Injectable()
export class AccessMonths implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AccessMonths.name);
  private readonly made = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private removing: Promise<void> | undefined;
  private failed = false;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Even if nothing is recorded any more: old records still have to go. */
  onApplicationBootstrap(): void {
    const remove = (): void => void (this.removing ??= this.removeOld().finally(() => (this.removing = undefined)));
    this.timer = setInterval(remove, EVERY).unref();
    remove();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.removing;
  }

  /** Creates the partitions for rows between the first and the last time, in milliseconds since 1970. */
  async make(first: number, last: number): Promise<void> {
    for (let time = new Date(first); nameOf(time) <= nameOf(new Date(last)); time = monthOf(time, 1)) {
      const name = nameOf(time);
      if (this.made.has(name)) continue;
      await this.alone(async (manager) => {
        const bounds = [monthOf(time), monthOf(time, 1)].map((month) => `'${month.toISOString()}'`).join(') TO (');
        await manager.query(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF message_access_records FOR VALUES FROM (${bounds})`);
      });
      this.made.add(name);
    }
  }

  /** A month is dropped when its last day is as many days ago as records are kept. */
  private async removeOld(): Promise<void> {
    const oldest = nameOf(new Date(Date.now() - this.config.accessRecordDays * 86_400_000));
    const old = (rows: { name: string }[]): string[] => rows.map(({ name }) => name).filter((name) => name < oldest);
    try {
      const rows = await this.database.query<{ name: string }>({ name: 'message_access_months', text: PARTITIONS }, []);
      if (old(rows).length > 0)
        await this.alone(async (manager) => {
          for (const name of old(await manager.query<{ name: string }[]>(PARTITIONS))) await manager.query(`DROP TABLE ${name}`);
        });
      this.failed = false;
    } catch (error) {
      if (!this.failed) this.logger.warn(`old message access records cannot be removed (${failureOf(error)}); tried again every hour`);
      this.failed = true;
    }
  }

  private alone(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.database.transaction(async (manager) => {
      await manager.query(ALONE);
      await work(manager);
    });
  }
}
