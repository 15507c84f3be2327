import { connect } from 'node:net';
import { Client, type ClientConfig, type QueryConfig, type QueryResult } from 'pg';
import { isOutOfStep, type Pooling } from './server/pooling.js';

/**
 * The settings in every connection's first packet. They override the presets of the server, the database and the role (decision 60). Only
 * settings that PgBouncer accepts by default, written as PostgreSQL reports them; `pg` adds `client_encoding = UTF8`.
 */
const STARTUP = { DateStyle: 'ISO, MDY', TimeZone: 'UTC', standard_conforming_strings: 'on' } as const;

/** Settings that our statements depend on but that a first packet cannot pass through PgBouncer, with the required values. */
const NEEDED = [
  { name: 'default_transaction_isolation', isGood: (value: string) => value === 'read committed' },
  // `local`, `remote_write` and the others also wait for the server's own disk: only `off` answers before a message is stored anywhere.
  { name: 'synchronous_commit', isGood: (value: string) => value !== 'off', set: 'on' },
  { name: 'array_nulls', isGood: (value: string) => value === 'on', set: 'on' },
  { name: 'exit_on_error', isGood: (value: string) => value === 'off', set: 'off' },
];

/** TypeORM's statement and ours: no transaction of the service inherits its isolation level. */
const START = 'START TRANSACTION';
const READ_COMMITTED = `${START} ISOLATION LEVEL READ COMMITTED`;

/** Seconds (timer ticks) until a running statement is cancelled, and until its connection is given up. */
const SLOW = { cancel: 20, giveUp: 25 };
/** PostgreSQL's code for a cancel request: the packet starts no session, but stops another connection's statement. */
const CANCEL_REQUEST = 80_877_102;

export interface DatabaseClientConfig extends ClientConfig {
  /** Whether statements that take too long are stopped; for requests, not for migrations. */
  readonly stopsSlowStatements?: boolean;
  /** What is known of the way to the server; none is needed where no pooler can be. */
  readonly pooling?: Pooling;
}

/** Properties of `pg`'s clients that its types do not declare. */
interface Internals {
  readonly processID: number | null;
  readonly secretKey: number | null;
  readonly connection: {
    readonly stream: { destroy(): void };
    on(event: 'errorMessage', listener: (error: { readonly code?: string }) => void): void;
    emit(event: 'error', error: Error): void;
  };
  getStartupConf(): Record<string, string>;
}

type Query = (config: unknown, values?: unknown, callback?: unknown) => Promise<QueryResult>;
type Callback = (error: unknown, result?: QueryResult) => void;

/**
 * A connection on which nothing depends on what the server, the database or the role presets. Settings that the first packet cannot carry
 * are checked once ({@link lookAtSettings}); if one differs, each transaction sets it for itself, and a single statement gets a
 * transaction. If nothing differs, which is nearly everywhere, this costs nothing.
 */
export class DatabaseClient extends Client {
  /** What begins a transaction on this connection. */
  private begin = READ_COMMITTED;
  private standsAlone = true;
  private asked = 0;
  private answered = 0;
  private seen = 0;
  private ticks = 0;
  private standby = false;
  private readonly pooling: Pooling | undefined;
  private isOutOfStep = false;

  constructor(config?: DatabaseClientConfig) {
    super(config);
    this.pooling = config?.pooling;
    this.serverErrors((code) => this.look(code));
    this.on('notice', (notice) => this.hear(notice));
    this.on('drain', () => (this.answered = this.asked));
    if (config?.stopsSlowStatements === true) this.once('connect', () => watch(this));
  }

  /** Replaces `pg`'s own, which has no room for these. */
  getStartupConf(): Record<string, string> {
    const { getStartupConf } = Client.prototype as unknown as Internals;
    return { ...getStartupConf.call(this), ...STARTUP };
  }

  /** The number of the server's process as it was told with the first answer. A pooler tells one of its own. */
  get toldProcess(): number | null {
    return (this as unknown as Internals).processID;
  }

  /** Call this once, before the first statement. */
  async lookAtSettings(): Promise<void> {
    const { rows } = await this.ask(
      'SELECT name, current_setting(name, true) AS value, pg_is_in_recovery() AS standby FROM unnest($1::text[]) AS n (name)',
      [NEEDED.map(({ name }) => name)],
    );
    const values = new Map((rows as { name: string; value: string | null }[]).map(({ name, value }) => [name, value]));
    this.standby = (rows[0] as { standby: boolean }).standby;
    const wrong = NEEDED.filter(({ name, isGood }) => !isGood(values.get(name) ?? ''));
    this.standsAlone = wrong.length === 0;
    this.begin = [READ_COMMITTED, ...wrong.flatMap(({ name, set }) => (set === undefined ? [] : [`SET LOCAL ${name} = ${set}`]))].join(
      '; ',
    );
  }

  /** Whether the server was a standby when {@link lookAtSettings} asked. */
  get isStandby(): boolean {
    return this.standby;
  }

  /** Calls `hear` with the code of every error that the server reports, whoever made the statement, after the statement has got it. */
  serverErrors(hear: (code: string) => void): void {
    (this as unknown as Internals).connection.on('errorMessage', ({ code }) => hear(code ?? ''));
  }

  /** Closes the connection without waiting for the server. */
  giveUp(): void {
    (this as unknown as Internals).connection.stream.destroy();
  }

  /**
   * A commit that stopped waiting for its synchronous standby, because it was cancelled, counts as done to PostgreSQL. A failover would lose
   * it, so to the caller it counts as lost on the way (decision 85). The name of the function is the same in every language.
   */
  private hear({ routine }: { readonly routine?: string | undefined }): void {
    if (routine !== 'SyncRepWaitForLSN') return;
    (this as unknown as Internals).connection.emit('error', new Error('Connection terminated: the commit has not reached the standby'));
    this.giveUp();
  }

  /** As `pg`'s, in all its forms. */
  override query = ((config: unknown, values?: unknown, callback?: unknown): unknown => {
    if (config === START) return this.ask(this.begin, values, callback);
    if (this.standsAlone || this.getTransactionStatus() !== 'I') return this.ask(config, values, callback);
    return this.alone(config, values, callback);
  }) as Client['query'];

  private ask(config: unknown, values?: unknown, callback?: unknown): Promise<QueryResult> {
    this.asked++;
    const sent = this.pooling?.usesNames === false ? withoutName(config) : config;
    return (super.query as Query).call(this, sent, values, callback);
  }

  /** The statement that failed hears of its error; then the connection ends, before anything else is sent on it. */
  private look(code: string): void {
    const isConnecting = this.getTransactionStatus() === null;
    if (isConnecting || this.isOutOfStep || !isOutOfStep(code)) return;
    this.isOutOfStep = true;
    this.pooling?.complain(code);
    process.nextTick(() => this.giveUp());
  }

  private alone(config: unknown, values: unknown, callback: unknown): Promise<QueryResult> | undefined {
    const told = (typeof values === 'function' ? values : callback) as Callback | undefined;
    const result = this.inTransaction(config, typeof values === 'function' ? undefined : values);
    if (told === undefined) return result;
    result.then((rows) => told(undefined, rows), told);
    return undefined;
  }

  private async inTransaction(config: unknown, values: unknown): Promise<QueryResult> {
    await this.ask(this.begin);
    try {
      const result = await this.ask(config, values);
      await this.ask('COMMIT');
      return result;
    } catch (error) {
      await this.ask('ROLLBACK').catch(() => undefined); // a connection that is lost has rolled back
      throw error;
    }
  }

  /** Counts for how long the same statement has been running; called once a second. */
  tick(): void {
    this.ticks = this.asked !== this.answered && this.asked === this.seen ? this.ticks + 1 : 0;
    this.seen = this.asked;
    if (this.ticks === SLOW.cancel) this.cancelStatement();
    // A server that does not even react to a cancel request has silently disappeared.
    if (this.ticks >= SLOW.giveUp) this.giveUp();
  }

  /** The statement fails with 57014, as with `statement_timeout`, which PgBouncer does not accept in a first packet. */
  private cancelStatement(): void {
    const { processID, secretKey } = this as unknown as Internals;
    if (processID === null || secretKey === null) return;
    const packet = Buffer.alloc(16);
    [packet.length, CANCEL_REQUEST, processID, secretKey].forEach((value, index) => packet.writeInt32BE(value | 0, 4 * index));
    const socket = this.host.startsWith('/') ? connect(`${this.host}/.s.PGSQL.${this.port}`) : connect(this.port, this.host);
    socket.on('error', () => undefined).end(packet);
  }
}

/** All that has a name is a {@link QueryConfig}. PostgreSQL forgets a statement without one with the next. */
function withoutName(config: unknown): unknown {
  return typeof config === 'object' && config !== null && 'name' in config ? { ...(config as QueryConfig), name: undefined } : config;
}

const watched = new Set<DatabaseClient>();
let clock: NodeJS.Timeout | undefined;

/** One timer for all connections: a timer for each statement would cost more than some statements do. */
function watch(client: DatabaseClient): void {
  watched.add(client);
  clock ??= setInterval(() => watched.forEach((one) => one.tick()), 1_000).unref();
  client.once('end', () => {
    watched.delete(client);
    if (watched.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  });
}
