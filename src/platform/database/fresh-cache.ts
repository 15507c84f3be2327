import { LRUCache } from 'lru-cache';
import type { CacheInvalidation } from './cache-invalidation.js';

/**
 * Milliseconds for which something may be used without looking again. What is changed anywhere takes effect everywhere within this
 * time, also where no notice of the change arrives; it has to stay under one second.
 */
const FRESH_FOR = 800;

export interface FreshCacheOptions<Value extends object, Absent extends undefined> {
  /** Entries that are kept at most. */
  readonly capacity: number;
  /** Asks the database; undefined where there is no such thing. */
  readonly load: (key: string) => Promise<Value | Absent>;
  /** Milliseconds, for tests. */
  readonly now?: () => number;
}

/**
 * Remembers what was read from the database for less than a second, and forgets all of it on every change. That something is not
 * there is never remembered.
 *
 * Callers who ask for the same key at the same time share a query. What a query brings is as old as the question, and is not
 * remembered if something was changed while it ran.
 */
export class FreshCache<Value extends object, Absent extends undefined = undefined> {
  private readonly known: LRUCache<string, Value>;
  private readonly loading = new Map<string, Promise<Value | Absent>>();
  private readonly now: () => number;

  constructor(
    changes: Pick<CacheInvalidation, 'subscribe'>,
    private readonly options: FreshCacheOptions<Value, Absent>,
  ) {
    this.now = options.now ?? ((): number => performance.now());
    this.known = new LRUCache({ max: options.capacity, ttl: FRESH_FOR, ttlResolution: 0, perf: { now: this.now } });
    changes.subscribe(() => {
      this.known.clear();
      this.loading.clear();
    });
  }

  /** What is remembered; undefined where it is not known, or not fresh. */
  peek(key: string): Value | undefined {
    return this.known.get(key);
  }

  /** @returns a promise only where the database has to be asked. */
  get(key: string): Value | Promise<Value | Absent> {
    return this.known.get(key) ?? this.load(key);
  }

  /** Asks the database, also where something is remembered. */
  load(key: string): Promise<Value | Absent> {
    const running = this.loading.get(key);
    if (running === undefined) return this.start(key);
    // What is not there yet may be there by now: the query began before this call.
    return running.then((found) => found ?? this.loading.get(key) ?? this.start(key));
  }

  /** As {@link load}, by a query that begins now. */
  loadAnew(key: string): Promise<Value | Absent> {
    this.known.delete(key);
    return this.start(key);
  }

  private start(key: string): Promise<Value | Absent> {
    const started = this.now();
    const isCurrent = (): boolean => this.loading.get(key) === loading; // else something was changed meanwhile
    const loading: Promise<Value | Absent> = this.options
      .load(key)
      .then((found) => {
        if (found === undefined) this.known.delete(key);
        else if (isCurrent()) this.known.set(key, found, { start: started });
        return found;
      })
      .finally(() => {
        if (isCurrent()) this.loading.delete(key);
      });
    this.loading.set(key, loading);
    return loading;
  }
}
