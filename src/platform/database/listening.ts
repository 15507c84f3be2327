import type { DatabaseClient } from './database-client.js';
import { databaseServer } from './server/database-server.js';

/** Milliseconds between attempts to restore the connection: the first interval and the maximum. */
const RETRY = { first: 100, most: 2_000 };

export interface ListeningWish {
  readonly url: string;
  readonly channel: string;
  /** Shown in the server's list of connections, after `customer-messages`. */
  readonly name: string;
  onNotice(payload: string): void;
  /** Called whenever the connection listens again: notifications sent meanwhile are not repeated. */
  onReady?(client: DatabaseClient): Promise<void> | void;
  onLost?(): void;
}

/** Listens to a PostgreSQL channel on a connection of its own, which is reopened whenever it breaks. */
export class Listening {
  private client: DatabaseClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(private readonly wish: ListeningWish) {}

  /** Waits for the first attempt, whatever its result. Behind a pooler that shares sessions nothing is listened to (decision 84). */
  async start(delay = RETRY.first): Promise<void> {
    const { url, channel, name } = this.wish;
    const { Client, connectionString, hasOtherWay: _, ...driver } = databaseServer(url);
    // LISTEN would stay on a session that others get, and its notifications would reach nobody.
    if (!driver.pooling.keepsSessions) return;
    const client = new Client({
      connectionString,
      ...driver,
      application_name: `customer-messages ${name}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => undefined); // 'end' follows
    client.on('notification', ({ payload = '' }) => this.wish.onNotice(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      await this.wish.onReady?.(client);
      client.once('end', () => {
        this.wish.onLost?.();
        this.again(RETRY.first);
      });
    } catch {
      client.end().catch(() => undefined);
      this.again(Math.min(delay * 2, RETRY.most));
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private again(delay: number): void {
    if (!this.ended) this.retry = setTimeout(() => void this.start(delay), delay);
  }
}
