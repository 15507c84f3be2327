import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Counter } from 'prom-client';
import { CONFIG, type Config } from '../../config/config.js';
import { Database } from '../database.js';
import { RedisLink } from '../redis-link.js';
import { OwnWrites } from './own-writes.js';
import { PrimaryPositions } from './primary-positions.js';
import { Replica } from './replica.js';

/** Milliseconds by which a replica that is used may lag. */
const MOST_LAG = 5_000;
/** Milliseconds between two looks at the primary, and at each replica. */
const LOOK_EVERY = 100;
/** Milliseconds for which Redis remembers a write: then every replica in use has it. */
const REMEMBERED_FOR = MOST_LAG + 1_000;

const reads = new Counter({
  name: 'customer_messages_replica_reads_total',
  help: 'Lists for which replicas are configured, by where they were read.',
  labelNames: ['from'],
});

/**
 * The standbys of `DATABASE_REPLICA_URLS`. A user's lists are read from one that has everything that the user has written, and that lags by
 * at most {@link MOST_LAG}; without such a one, from the primary (decision 86).
 */
@Injectable()
export class Replicas implements OnApplicationShutdown {
  private readonly logger = new Logger(Replicas.name);
  private readonly all: readonly Replica[];
  private readonly own = new OwnWrites();
  private readonly primary: PrimaryPositions;
  /** This process among those that write to Redis. */
  private readonly name = randomUUID();
  private readonly timers = new Set<NodeJS.Timeout>();
  private turn = 0;
  private started = false;
  private ended = false;

  constructor(
    @Inject(CONFIG)
    { databaseReplicaUrls, databasePreparedStatements: wish }: Pick<Config, 'databaseReplicaUrls' | 'databasePreparedStatements'>,
    database: Database,
    private readonly redis: RedisLink,
  ) {
    this.all = databaseReplicaUrls.map((url) => new Replica(url, wish));
    this.primary = new PrimaryPositions(database, MOST_LAG);
  }

  /** Whether there are any: without them nothing here has to be called. */
  get isConfigured(): boolean {
    return this.all.length > 0;
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.all.map((replica) => replica.end()));
  }

  /** Call this after a commit that the users' lists have to show, and before they are told of it. */
  async wrote(userIds: ReadonlySet<string>): Promise<void> {
    const now = performance.now();
    for (const userId of userIds) this.own.add(userId, now);
    // Another process may have written meanwhile and been overwritten: whoever finds this process's name must find that write too.
    const tell = (client: Redis, userId: string): Promise<void> =>
      client.set(keyOf(userId), this.name, 'PX', REMEMBERED_FOR).then(() => this.own.add(userId, performance.now()));
    await this.redis.tryOr<unknown>(
      (client) => Promise.all([...userIds].map((userId) => tell(client, userId))),
      () => undefined,
    );
  }

  /** @returns undefined: the primary has to be asked. */
  async choose(userId: string): Promise<Replica | undefined> {
    if (!this.started) this.start();
    if (!this.all.some((replica) => this.isGood(replica, userId)) || !(await this.isKnownHere(userId))) return undefined;
    const good = this.all.filter((replica) => this.isGood(replica, userId)); // as it is now
    return good[this.turn++ % good.length];
  }

  /** Counts a list. */
  count(from: 'primary' | 'replica'): void {
    reads.inc({ from });
  }

  private isGood(replica: Replica, userId: string): boolean {
    return replica.problem === undefined && this.isFresh(replica) && replica.freshAsOf > this.own.last(userId);
  }

  /** Whether no other process may know of a write of the user that this one does not know of. */
  private isKnownHere(userId: string): boolean | Promise<boolean> {
    if (performance.now() < this.redis.lastTrouble + REMEMBERED_FOR) return false;
    return this.redis.tryOr(
      async (client) => {
        const last = await client.get(keyOf(userId));
        return last === null || last === this.name;
      },
      () => false,
    );
  }

  /** Once somebody lists: a command, or a process that only sends deliveries, has no use for replicas. */
  private start(): void {
    this.started = true;
    this.again(async () => {
      await this.primary.sample(this.all.some(({ needsGrowth }) => needsGrowth)).catch(() => undefined);
      this.own.forgetUntil(performance.now() - MOST_LAG);
    });
    this.all.forEach((replica, index) => {
      let said: string | undefined = '';
      this.again(async () => {
        await replica.look(this.primary);
        const problem = replica.problem ?? (this.isFresh(replica) ? undefined : 'it lags');
        if (problem !== said && problem !== undefined) this.logger.warn(`replica ${index + 1} is left out: ${problem}`);
        if (problem !== said && problem === undefined) this.logger.log(`replica ${index + 1} is used`);
        said = problem;
      });
    });
  }

  private isFresh({ freshAsOf }: Replica): boolean {
    return freshAsOf > performance.now() - MOST_LAG;
  }

  private again(work: () => Promise<void>): void {
    const run = async (): Promise<void> => {
      await work();
      if (this.ended) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        void run();
      }, LOOK_EVERY);
      this.timers.add(timer);
    };
    void run();
  }
}

const keyOf = (userId: string): string => `customer-messages:wrote:${userId}`;
