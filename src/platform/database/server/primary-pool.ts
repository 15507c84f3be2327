import { type ClientBase, Pool, type PoolClient, type PoolConfig } from 'pg';
import type { DatabaseClient } from '../database-client.js';

/** Milliseconds in which a doubted connection has to answer. */
const ANSWER_WITHIN = 1_000;
/** Milliseconds without another attempt after a standby was refused, while there is no other connection: logins cost a server more than they cost us. */
const REST = 50;

/**
 * PostgreSQL's codes that say something about the server rather than about the statement: it takes no writes, it shuts down, it has
 * crashed, it is starting.
 */
const READ_ONLY = '25006';
const SERVER_CHANGED = /^(25006|57P0[123])$/;

interface PrimaryPoolConfig extends Omit<PoolConfig, 'onConnect'> {
  readonly onConnect?: ((client: DatabaseClient) => Promise<void>) | undefined;
}

type Callback = (error: Error | undefined, client: PoolClient | undefined, release: (error?: Error | boolean) => void) => void;

/** The error of a connection that reaches a standby: like the server's own for a write, so that it is answered 503. */
export function standbyError(): Error {
  return Object.assign(new Error('the server is a standby'), { code: READ_ONLY });
}

/** For `onConnect`: prepares a connection, unless it has reached a standby. */
export async function takePrimary(client: DatabaseClient): Promise<void> {
  await client.lookAtSettings();
  if (client.isStandby) throw standbyError();
}

/**
 * A pool whose connections reach the primary, also after a failover behind the same address (decision 85). A connection on which a
 * statement failed with 25006 is closed on release, whoever used it. After any error that may mean that the server has changed, each
 * connection that was open at the time is asked `pg_is_in_recovery()` before it is handed out again; new ones are asked anyway
 * ({@link takePrimary}). Without such an error nothing is asked.
 */
export class PrimaryPool extends Pool {
  private readonly members = new Set<PoolClient>();
  /** Those that have to be asked, or closed, before they are handed out. */
  private readonly doubted = new Map<PoolClient, 'ask' | 'close'>();
  private readonly spent = new WeakSet<PoolClient>();
  private restUntil = 0;

  constructor({ onConnect, ...config }: PrimaryPoolConfig) {
    const prepare = onConnect && ((client: ClientBase): Promise<void> => this.welcome(onConnect(client as DatabaseClient)));
    super(Object.assign(config, prepare && { onConnect: prepare }));
    this.on('connect', (client) => this.follow(client));
    this.on('remove', (client) => {
      this.members.delete(client);
      this.doubted.delete(client);
    });
    // The pool looks next whether the connection is ending, and then keeps it no longer.
    this.on('release', (_error: unknown, client: PoolClient) => {
      if (this.spent.has(client)) void (client as unknown as DatabaseClient).end().catch(() => undefined);
    });
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<PoolClient> | void {
    const client = this.doubted.size === 0 && this.restUntil === 0 ? this.unverified() : this.verified();
    if (callback === undefined) return client;
    client.then(
      (one) => callback(undefined, one, (error) => one.release(error)),
      (error: unknown) => callback(error as Error, undefined, () => undefined),
    );
  }

  private follow(client: PoolClient): void {
    this.members.add(client);
    // After the client's own listener, which has given the error to the statement.
    (client as unknown as DatabaseClient).serverErrors((code) => {
      if (code === READ_ONLY) this.spent.add(client);
      if (SERVER_CHANGED.test(code)) this.doubtAll();
    });
    client.on('error', () => this.doubtAll());
  }

  private doubtAll(): void {
    for (const client of this.members) if (!this.doubted.has(client)) this.doubted.set(client, 'ask');
  }

  /** Who has to wait for a connection may get one that has come into doubt meanwhile. */
  private async unverified(): Promise<PoolClient> {
    const client = await super.connect();
    return this.doubted.size === 0 || (await this.isGood(client)) ? client : this.verified();
  }

  /** Each turn ends with a connection, an error, or one doubted connection less. */
  private async verified(): Promise<PoolClient> {
    for (;;) {
      if (this.totalCount === 0 && Date.now() < this.restUntil) throw standbyError();
      this.restUntil = 0;
      const client = await super.connect();
      if (await this.isGood(client)) return client;
    }
  }

  /** Gives up a connection that is not. */
  private async isGood(client: PoolClient): Promise<boolean> {
    const doubt = this.doubted.get(client);
    this.doubted.delete(client);
    if (doubt === undefined || (doubt === 'ask' && (await this.isPrimary(client)))) return true;
    (client as unknown as DatabaseClient).giveUp();
    client.release(true);
    return false;
  }

  private async isPrimary(client: PoolClient): Promise<boolean> {
    const question = { text: 'SELECT pg_is_in_recovery() AS standby', query_timeout: ANSWER_WITHIN };
    const isPrimary = await client.query<{ standby: boolean }>(question).then(
      ({ rows }) => rows[0]?.standby === false,
      () => false,
    );
    // They reached the same server: to wait for one answer is enough.
    if (!isPrimary) for (const other of this.doubted.keys()) this.doubted.set(other, 'close');
    return isPrimary;
  }

  private async welcome(prepared: Promise<void>): Promise<void> {
    try {
      await prepared;
      this.restUntil = 0;
    } catch (error) {
      if ((error as { code?: unknown }).code === READ_ONLY) this.restUntil = Date.now() + REST;
      throw error;
    }
  }
}
