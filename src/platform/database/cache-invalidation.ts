import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { ownKeys } from '../keys/own-keys.js';
import { holdKeys } from '../keys/running-keys.js';
import { Listening } from './listening.js';

/** The channel on which replicas tell each other that something they may have cached has changed. */
export const CHANGES_CHANNEL = 'customer_messages_changes';

/**
 * Tells the caches (principals, banks, rules) on every replica that they may be out of date, through PostgreSQL's LISTEN and NOTIFY: a
 * notification is sent in the transaction of the change and arrives when that commits.
 *
 * Nothing depends on a notification arriving: cached values are kept for less than a second. While the channel is cut, changes are seen
 * that much later, and when it is back all caches are cleared once.
 */
@Injectable()
export class CacheInvalidation implements OnModuleInit, OnApplicationShutdown {
  private readonly listeners: (() => void)[] = [];
  private listening: Listening | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @param forget is called after every change, here or on another replica. */
  subscribe(forget: () => void): void {
    this.listeners.push(forget);
  }

  /** Call this after this process has committed a change, so that its own next request sees it. */
  invalidateLocally(): void {
    for (const forget of this.listeners) forget();
  }

  /** Waits for the first attempt: from then on the others know which keys this process holds (decision 58). */
  async onModuleInit(): Promise<void> {
    // The embedded database has one process and one connection: there is nobody else to tell.
    const url = this.config.databaseDirectUrl ?? this.config.databaseUrl;
    if (url === undefined) return;
    this.listening = new Listening({
      url,
      channel: CHANGES_CHANNEL,
      name: 'changes',
      onNotice: () => this.invalidateLocally(),
      onReady: async (client) => {
        await holdKeys(client, ownKeys(this.config));
        this.invalidateLocally(); // what was said while nobody listened is not repeated
      },
    });
    await this.listening.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listening?.end();
  }
}
