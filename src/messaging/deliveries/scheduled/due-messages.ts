import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database, isDatabaseAway, isRefused } from '../../../platform/database/database.js';
import { MessageIdLeads } from '../../customer-messages/message-id-leads.js';
import { newMessageId } from '../../customer-messages/message-id.js';
import { DeliveryWorker } from '../queue/delivery-worker.js';
import { laneOf } from '../queue/lane.js';
import { Trouble } from '../queue/trouble.js';
import { ScheduledMessagesRepository } from './scheduled-messages.repository.js';

/** Milliseconds between two looks at most: so late is what a process that does not send was told of, or one that was killed. */
const LOOK = 15_000;
/** Milliseconds until it is tried again, when the database is away. */
const AGAIN = 2_000;
/** Messages of one transaction. */
const SLICE = 200;

/**
 * Has scheduled messages become messages when their time comes: the message, its deliveries and their places in the queue in one transaction, and the
 * scheduled one marked in it, so that each becomes one message whoever does it and whoever is killed.
 */
@Injectable()
export class DueMessages implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly trouble = new Trouble(new Logger(DueMessages.name), 'scheduled messages are held up');
  private readonly isOn: boolean;
  private timer: NodeJS.Timeout | undefined;
  /** When the timer ends; milliseconds since 1970. */
  private next = Number.POSITIVE_INFINITY;
  private round: Promise<void> | undefined;
  private isStarted = false;
  private ended = false;

  constructor(
    private readonly scheduled: ScheduledMessagesRepository,
    private readonly database: Database,
    private readonly leads: MessageIdLeads,
    private readonly worker: DeliveryWorker,
    @Inject(CONFIG) config: Config,
  ) {
    this.isOn = config.deliveryWorkers !== 'off';
  }

  onApplicationBootstrap(): void {
    this.isStarted = true;
    this.lookAt(new Date());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** To be called when a message is scheduled for then. */
  lookAt(time: Date): void {
    const at = Math.min(time.getTime(), Date.now() + LOOK);
    if (!this.isOn || !this.isStarted || this.ended || at >= this.next) return;
    clearTimeout(this.timer);
    this.next = at;
    this.timer = setTimeout(() => this.look(), Math.max(0, at - Date.now()) + 1).unref();
  }

  private look(): void {
    this.next = Number.POSITIVE_INFINITY;
    if (this.round !== undefined) {
      this.lookAt(new Date(Date.now() + 100));
      return;
    }
    this.round = this.queueDue()
      .then((wait) => this.lookAt(new Date(Date.now() + wait)))
      .catch((error: unknown) => {
        this.trouble.say(error);
        this.lookAt(new Date(Date.now() + AGAIN));
      })
      .finally(() => (this.round = undefined));
  }

  /** @returns milliseconds until the next look. */
  private async queueDue(): Promise<number> {
    const next = await this.scheduled.nextIn();
    if (next === undefined || next > 0) return Math.min(next ?? LOOK, LOOK);
    const failures: unknown[] = [];
    // The trouble of one bank holds up no other.
    for (const bankId of await this.scheduled.dueBanks()) await this.queueOf(bankId).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    this.trouble.over();
    // What another process holds at this moment is due and is not ours.
    return 50;
  }

  private async queueOf(bankId: string): Promise<void> {
    for (let most = SLICE; !this.ended;) {
      try {
        if ((await this.queueSlice(bankId, most)) < most) return;
      } catch (error) {
        if (!isRefused(error) || isDatabaseAway(error)) throw error;
        this.trouble.say(error);
        // One that the database refuses holds up no other.
        if (most === 1) await this.scheduled.postpone(bankId);
        most = 1;
      }
    }
  }

  private async queueSlice(bankId: string, most: number): Promise<number> {
    // Before the transaction: saying how far ids have come takes a connection too, and there may be but one.
    const spare = Array.from({ length: most }, () => newMessageId());
    await this.leads.say();
    const done = await this.database.transaction(async (manager) => {
      const due = await this.scheduled.due(manager, bankId, most);
      const expired = due.filter((one) => one.is_expired).map((one) => one.scheduled_id);
      const coming = due.filter((one) => !one.is_expired);
      const ids = coming.map(({ scheduled_id: scheduledId }, index) => ({ scheduledId, ...(spare[index] as (typeof spare)[number]) }));
      await this.scheduled.end(manager, bankId, expired, 'expired', 'time_to_live');
      if (ids.length === 0) return { count: due.length, lanes: [] };
      const { gone, lanes } = await this.scheduled.become(manager, bankId, ids);
      const without = gone.map(({ scheduledId }) => scheduledId);
      await this.scheduled.end(manager, bankId, without, 'cancelled', 'customer_removed');
      return { count: due.length, lanes };
    });
    for (const lane of done.lanes) this.worker.wake(laneOf(bankId, lane));
    return done.count;
  }
}
