import { LRUCache } from 'lru-cache';
import type { CacheInvalidation } from './cache-invalidation.js';

/**
 * Milliseconds for which a value may be used without checking again. A change anywhere takes effect everywhere within this time, even if no
 * notification arrives; it has to stay under one second.
 */
const FRESH_FOR = 800;

export interface FreshCacheOptions<Value extends object, Absent extends undefined> {
  /** Maximum number of entries. */
  readonly capacity: number;
  /** Asks the database; undefined if nothing is found. */
  readonly load: (key: string) => Promise<Value | Absent>;
  /** Milliseconds, for tests. */
  readonly now?: () => number;
}

/**
 * Caches what was read from the database for less than a second, and forgets all of it on every change. It never caches that something was
 * not found.
 *
 * Concurrent callers with the same key share a query. A result is as old as the start of its query, and is not cached if something changed
 * while the query ran.
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

  /** The cached value; undefined if it is missing or not fresh. */
  peek(key: string): Value | undefined {
    return this.known.get(key);
  }

  /** @returns a promise only if the database has to be asked. */
  get(key: string): Value | Promise<Value | Absent> {
    return this.known.get(key) ?? this.load(key);
  }

  /** Asks the database even if a value is cached. */
  load(key: string): Promise<Value | Absent> {
    const running = this.loading.get(key);
    if (running === undefined) return this.start(key);
    // Something that was not found may exist by now: the query began before this call.
    return running.then((found) => found ?? this.loading.get(key) ?? this.start(key));
  }

  /** Like {@link load}, with a query that begins now. */
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
        if (!isCurrent()) return found;
        if (found === undefined) this.known.delete(key);
        else this.known.set(key, found, { start: started });
        return found;
      })
      .finally(() => {
        if (isCurrent()) this.loading.delete(key);
      });
    this.loading.set(key, loading);
    return loading;
  }
}
