import { LRUCache } from 'lru-cache';
import { CallCounts, type CallWindow, type Count, type Taken } from './call-counts.js';

/** Maximum windows in memory; only consumers with limits have any. */
const CAPACITY = 100_000;

interface Open {
  calls: number;
  /** Milliseconds since 1970. */
  readonly ends: number;
}

/** Counts only in this process. Ends are compared with the clock: a timer cannot be set for a whole month. */
export class MemoryCallCounts extends CallCounts {
  readonly technology = 'In-Memory';
  readonly available = true;
  private readonly open = new LRUCache<string, Open>({ max: CAPACITY });

  constructor(private readonly now: () => number = Date.now) {
    super();
  }

  take(windows: readonly CallWindow[], calls: number): Taken {
    const now = this.now();
    const found = windows.map(({ key, seconds }) => this.find(key, now) ?? { calls: 0, ends: now + seconds * 1000 });
    let granted = calls;
    let told = 0;
    windows.forEach(({ limit }, index) => {
      const room = Math.max(limit - (found[index] as Open).calls, 0);
      if (room >= granted) return;
      granted = room;
      told = index;
    });
    if (granted > 0)
      windows.forEach(({ key }, index) => {
        const window = found[index] as Open;
        if (window.calls === 0) this.open.set(key, window);
        window.calls += granted;
      });
    const window = found[told] as Open;
    return { granted, window: told, calls: window.calls, endsIn: window.ends - now };
  }

  read(windows: readonly CallWindow[]): Promise<(Count | undefined)[]> {
    const now = this.now();
    return Promise.resolve(
      windows.map(({ key }) => {
        const window = this.find(key, now);
        return window && { calls: window.calls, endsIn: window.ends - now };
      }),
    );
  }

  private find(key: string, now: number): Open | undefined {
    const window = this.open.get(key);
    return window !== undefined && window.ends > now ? window : undefined;
  }
}
