import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import type { DatabaseClient } from './database-client.js';
import { ownKeys } from '../keys/own-keys.js';
import { holdKeys } from '../keys/running-keys.js';
import { databaseServer } from './server/database-server.js';

/** The channel on which replicas tell each other that something was changed that they may remember. */
export const CHANGES_CHANNEL = 'customer_messages_changes';

/** Milliseconds between attempts to get the channel back, at first and at most. */
const RETRY = { first: 100, most: 2_000 };

/**
 * Tells whoever remembers things (principals, banks, rules) that they may be out of date, on every replica, through
 * PostgreSQL's LISTEN and NOTIFY: a notice is sent in the transaction of the change and arrives when that commits.
 *
 * Nothing depends on a notice arriving: what is remembered is kept for less than a second. While the channel is cut
 * changes are seen that much later, and when it is back everything is forgotten once.
 */
@Injectable()
export class CacheInvalidation implements OnModuleInit, OnApplicationShutdown {
  private readonly listeners: (() => void)[] = [];
  private client: DatabaseClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @param forget is called after every change, here or on another replica. */
  subscribe(forget: () => void): void {
    this.listeners.push(forget);
  }

  /** To be called after a change of this process is committed, so that its own next request sees it. */
  invalidateLocally(): void {
    for (const forget of this.listeners) forget();
  }

  /** Waits for the first attempt: from then on the others know which keys this process holds (decision 58). */
  async onModuleInit(): Promise<void> {
    // The embedded database has one process and one connection: there is nobody else to tell.
    if (this.config.databaseUrl !== undefined) await this.listen(this.config.databaseUrl, RETRY.first);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(url: string, delay: number): Promise<void> {
    const { Client, connectionString, ...tls } = databaseServer(url);
    const client = new Client({
      connectionString,
      ...tls,
      application_name: 'customer-messages changes',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => undefined); // 'end' follows
    client.on('notification', () => this.invalidateLocally());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGES_CHANNEL}`);
      await holdKeys(client, ownKeys(this.config));
      client.once('end', () => this.listenAgain(url, RETRY.first));
      this.invalidateLocally(); // what was said while nobody listened is not repeated
    } catch {
      client.end().catch(() => undefined);
      this.listenAgain(url, Math.min(delay * 2, RETRY.most));
    }
  }

  private listenAgain(url: string, delay: number): void {
    if (!this.ended) this.retry = setTimeout(() => void this.listen(url, delay), delay);
  }
}
