import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CallCounts, type CallWindow, type Count, type Taken } from './call-counts.js';
import { MemoryCallCounts } from './memory-call-counts.js';

/** Milliseconds that a request waits for Redis at most. */
const ANSWER_WITHIN = 250;
/** Milliseconds that a start waits for the first connection at most. */
const CONNECT_WITHIN = 2_000;
/** Milliseconds without asking again after Redis has failed to answer, so that not every request waits. */
const REST = 1_000;

/**
 * KEYS: the windows' keys; ARGV: limit and milliseconds of each. In one step: looks for a full window, and counts in
 * all where there is none. Returns the refusing window's number or 0, and calls and milliseconds left of that window,
 * else of the first.
 */
const TAKE = `
  for i, key in ipairs(KEYS) do
    local calls = tonumber(redis.call('GET', key) or '0')
    if calls >= tonumber(ARGV[2 * i - 1]) then return { i, calls, redis.call('PTTL', key) } end
  end
  for i, key in ipairs(KEYS) do
    if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[2 * i]) end
  end
  return { 0, tonumber(redis.call('GET', KEYS[1])), redis.call('PTTL', KEYS[1]) }`;

interface Script {
  takeCalls(keys: number, ...args: (string | number)[]): Promise<[refused: number, calls: number, endsIn: number]>;
}

/**
 * Counts in Redis, so that all replicas count together. A Redis that is away or slow refuses nobody: this process then
 * counts for itself until it is back.
 */
export class RedisCallCounts extends CallCounts implements OnModuleInit, OnApplicationShutdown {
  readonly technology = 'REDIS';
  private readonly logger = new Logger(RedisCallCounts.name);
  private readonly instead = new MemoryCallCounts();
  private readonly client: Redis;
  private away = false;
  private askAgainAt = 0;
  private ended = false;

  /** @param url redis:// or rediss://, with user and password where Redis asks for them. */
  constructor(url: string) {
    super();
    this.client = new Redis(url, {
      lazyConnect: true,
      connectionName: 'customer-messages',
      connectTimeout: CONNECT_WITHIN,
      commandTimeout: ANSWER_WITHIN,
      enableOfflineQueue: false, // a request that cannot be asked now is not kept for later
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    this.client.defineCommand('takeCalls', { lua: TAKE });
    this.client.on('ready', () => this.found());
    this.client.on('error', (error) => this.lost(error));
    this.client.on('close', () => this.lost(new Error('connection closed')));
  }

  get available(): boolean {
    return !this.away;
  }

  async onModuleInit(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, CONNECT_WITHIN)));
    await Promise.race([this.client.connect().catch(() => undefined), patience]);
    clearTimeout(timer);
  }

  onApplicationShutdown(): void {
    this.ended = true;
    this.client.disconnect();
  }

  take(windows: readonly CallWindow[]): Taken | Promise<Taken> {
    if (this.resting) return this.instead.take(windows);
    const bounds = windows.flatMap(({ limit, seconds }) => [limit, seconds * 1000]);
    return (this.client as unknown as Script).takeCalls(windows.length, ...windows.map(({ key }) => key), ...bounds).then(
      ([refused, calls, endsIn]) => {
        this.found();
        return { refused: refused > 0, window: Math.max(refused - 1, 0), calls, endsIn };
      },
      (error: unknown) => {
        this.lost(error);
        return this.instead.take(windows);
      },
    );
  }

  async read(windows: readonly CallWindow[]): Promise<(Count | undefined)[]> {
    if (this.resting) return this.instead.read(windows);
    try {
      const asked = await Promise.all(windows.map(({ key }) => Promise.all([this.client.get(key), this.client.pttl(key)])));
      this.found();
      return asked.map(([calls, endsIn]) => (calls === null || endsIn <= 0 ? undefined : { calls: Number(calls), endsIn }));
    } catch (error) {
      this.lost(error);
      return this.instead.read(windows);
    }
  }

  private get resting(): boolean {
    return this.client.status !== 'ready' || Date.now() < this.askAgainAt;
  }

  /** Said once, however many requests find out. The URL is not shown: it may hold a password. */
  private lost(error: unknown): void {
    if (this.ended) return;
    this.askAgainAt = Date.now() + REST;
    if (this.away) return;
    this.away = true;
    const { code, message } = error as NodeJS.ErrnoException;
    this.logger.warn(`Redis is away (${code ?? message}): until it is back every process counts calls for itself`);
  }

  private found(): void {
    this.askAgainAt = 0;
    if (!this.away) return;
    this.away = false;
    this.logger.warn('Redis is back: calls are counted together again');
  }
}
