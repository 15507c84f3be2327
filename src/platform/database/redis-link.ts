import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.js';

/** Maximum milliseconds that a request waits for Redis. */
const ANSWER_WITHIN = 250;
/** Maximum milliseconds that a start waits for the first connection. */
const CONNECT_WITHIN = 2_000;
/** Milliseconds without another attempt after Redis has failed to answer, so that not every request waits. */
const REST = 1_000;

/** The connection to Redis, if `REDIS_URL` names one. Each caller gives a fallback for when Redis is unavailable. */
@Injectable()
export class RedisLink implements OnModuleInit, OnApplicationShutdown {
  /** Undefined without `REDIS_URL`. */
  readonly client: Redis | undefined;
  private readonly logger = new Logger(RedisLink.name);
  private away = false;
  private askAgainAt = 0;
  private trouble = Number.NEGATIVE_INFINITY;
  private ended = false;

  constructor(@Inject(CONFIG) { redisUrl }: Pick<Config, 'redisUrl'>) {
    if (redisUrl === undefined) return;
    this.client = new Redis(redisUrl, {
      lazyConnect: true,
      connectionName: 'customer-messages',
      connectTimeout: CONNECT_WITHIN,
      commandTimeout: ANSWER_WITHIN,
      enableOfflineQueue: false, // a command that cannot be sent now is not queued
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    this.client.on('ready', () => {
      this.trouble = performance.now();
      this.found();
    });
    this.client.on('error', (error) => this.lost(error));
    this.client.on('close', () => this.lost(new Error('connection closed')));
  }

  get available(): boolean {
    return this.client !== undefined && !this.away;
  }

  /** When a command last failed, or the connection was made: what others wrote before may be missing. In milliseconds of `performance.now()`. */
  get lastTrouble(): number {
    return this.trouble;
  }

  async onModuleInit(): Promise<void> {
    if (this.client === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, CONNECT_WITHIN)));
    await Promise.race([this.client.connect().catch(() => undefined), patience]);
    clearTimeout(timer);
  }

  onApplicationShutdown(): void {
    this.ended = true;
    this.client?.disconnect();
  }

  /**
   * Asks Redis, without waiting for one that is unavailable or slow.
   *
   * @param fallback the result when there is no answer, or none can be expected.
   */
  tryOr<Answer>(command: (client: Redis) => Promise<Answer>, fallback: () => Answer | Promise<Answer>): Answer | Promise<Answer> {
    if (this.client === undefined || this.client.status !== 'ready' || Date.now() < this.askAgainAt) return fallback();
    return command(this.client).then(
      (answer) => {
        this.found();
        return answer;
      },
      (error: unknown) => {
        this.lost(error);
        return fallback();
      },
    );
  }

  /** Logged once, however many requests notice. The URL is not shown: it may contain a password. */
  private lost(error: unknown): void {
    if (this.ended) return;
    this.askAgainAt = Date.now() + REST;
    this.trouble = performance.now();
    if (this.away) return;
    this.away = true;
    const { code, message } = error as NodeJS.ErrnoException;
    const until = 'until it is back every process counts calls for itself, and nonces go to the database';
    this.logger.warn(`Redis is away (${code ?? message}): ${until}`);
  }

  private found(): void {
    this.askAgainAt = 0;
    if (!this.away) return;
    this.away = false;
    this.logger.warn('Redis is back: calls are counted together again');
  }
}
