import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { Listening } from '../../../platform/database/listening.js';
import { type Lane, laneName, laneOf } from './lane.js';

/** The channel on which processes tell each other in which lanes something waits. */
const CHANNEL = 'customer_messages_deliveries';
/** Milliseconds between two notices of a process: each takes a lock that all of the server's notices share. */
const EVERY = 25;
/** Bytes of a notice: PostgreSQL takes less than 8,000. Where the names are longer, it says that something waits and not where. */
const LONGEST = 8_000;
const MOST_LANES = 60;

const NOTIFY: Statement = { name: 'delivery_lanes_notify', text: 'SELECT pg_notify($1, $2)' };

type Hears = (lane: Lane | undefined) => void;

interface Notice {
  readonly from: string | undefined;
  /** Bank and name; undefined for more than fit. */
  readonly lanes?: readonly (readonly [bankId: string, name: string])[];
}

/**
 * Tells other processes what waits, beside the transaction that stored it and only after that. Nothing depends on a notice: whoever hears
 * none looks.
 */
@Injectable()
export class LaneNotices implements BeforeApplicationShutdown {
  private readonly self = randomUUID();
  private readonly waiting = new Map<string, Lane>();
  private readonly hasOthers: boolean;
  private readonly url: string | undefined;
  private listening: Listening | undefined;
  private timer: NodeJS.Timeout | undefined;
  private heardSelf = false;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.hasOthers = config.databaseUrl !== undefined;
    this.url = config.databaseDirectUrl ?? config.databaseUrl;
  }

  /** Whether notices arrive here: behind a PgBouncer in transaction mode none do. */
  get isHearing(): boolean {
    return this.heardSelf;
  }

  /** The first of a while goes out at once, and what comes meanwhile together. */
  tell(lane: Lane): void {
    if (!this.hasOthers) return;
    this.waiting.set(`${lane.bankId}/${laneName(lane)}`, lane);
    if (this.timer === undefined) this.flush();
  }

  /** @param hears is called for every lane that another process tells of, and with undefined where there are more than it can name. */
  async listen(hears: Hears): Promise<void> {
    if (this.url === undefined) return;
    this.listening = new Listening({
      url: this.url,
      channel: CHANNEL,
      name: 'deliveries',
      onNotice: (payload) => this.hear(payload, hears),
      onReady: () => {
        this.notify([]); // by another connection: when it comes back, notices arrive
        hears(undefined);
      },
      onLost: () => (this.heardSelf = false),
    });
    await this.listening.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.listening?.end();
  }

  private flush(): void {
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    const lanes = [...this.waiting.values()];
    this.waiting.clear();
    this.timer = setTimeout(() => this.flush(), EVERY).unref();
    this.notify(lanes.length > MOST_LANES ? undefined : lanes);
  }

  /** @param lanes undefined for more than fit, none to hear oneself. */
  private notify(lanes: readonly Lane[] | undefined): void {
    const names = lanes?.map((lane) => [lane.bankId, laneName(lane)]);
    const whole = JSON.stringify({ from: this.self, lanes: names });
    const payload = Buffer.byteLength(whole) < LONGEST ? whole : JSON.stringify({ from: this.self });
    this.database.query(NOTIFY, [CHANNEL, payload]).catch(() => undefined); // the database is away: whoever sends looks
  }

  private hear(payload: string, hears: Hears): void {
    const { from, lanes } = readNotice(payload);
    if (from === this.self) this.heardSelf = true;
    else if (lanes === undefined) hears(undefined);
    else for (const [bankId, name] of lanes) hears(laneOf(bankId, name));
  }
}

/** What cannot be read, such as a later release may write, is as good as a notice of everything. */
function readNotice(payload: string): Notice {
  try {
    const { from, lanes } = JSON.parse(payload) as Notice;
    return Array.isArray(lanes) ? { from, lanes } : { from };
  } catch {
    return { from: undefined };
  }
}
