import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { idBefore } from '../../customer-messages/message-id.js';
import { Trouble } from '../queue/trouble.js';
import { RetentionRepository } from './retention.repository.js';

/** Milliseconds between two rounds, and before the first. */
const EVERY = 6 * 3_600_000;
const FIRST = 600_000;
/** Messages of one transaction: few enough to hold up nobody, also on the embedded database. */
const SLICE = 200;

/**
 * Erases what is personal about old deliveries: where they were sent, and their tries. What became of them stays. Scheduled messages that
 * are over are removed. Every process that sends does it; those who do it at the same time take turns by bank.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly trouble = new Trouble(new Logger(Retention.name), 'old deliveries cannot be erased');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private ended = false;

  constructor(
    private readonly repository: RetentionRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.deliveryWorkers !== 'off' && this.config.deliveryRetentionDays > 0) this.runIn(FIRST);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** @param now milliseconds since 1970. */
  async erase(now = Date.now()): Promise<void> {
    const time = new Date(now - this.config.deliveryRetentionDays * 86_400_000);
    const before = { id: idBefore(time.getTime()), time };
    const failures: unknown[] = [];
    // The trouble of one bank holds up no other.
    for (const bankId of await this.repository.banks()) await this.eraseOf(bankId, before).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  private async eraseOf(bankId: string, before: { readonly id: string; readonly time: Date }): Promise<void> {
    while (!this.ended && (await this.repository.eraseSome(bankId, before.id, SLICE)));
    while (!this.ended && (await this.repository.removeSettled(bankId, before, SLICE)));
  }

  private runIn(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.round = this.erase()
        .then(() => this.trouble.over())
        .catch((error: unknown) => {
          if (!this.ended) this.trouble.say(error);
        })
        .finally(() => {
          if (!this.ended) this.runIn(EVERY);
        });
    }, milliseconds).unref();
  }
}
