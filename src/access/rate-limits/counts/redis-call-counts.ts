import type { RedisLink } from '../../../platform/database/redis-link.js';
import { CallCounts, type CallWindow, type Count, type Taken } from './call-counts.js';
import { MemoryCallCounts } from './memory-call-counts.js';

/**
 * KEYS: the windows' keys; ARGV: the calls, then limit and milliseconds of each window. Atomically: finds how many calls fit into all
 * windows, and counts those. Returns their number, the number of the window that refuses the others or 0, and calls and milliseconds left
 * of that window, else of the first.
 */
const TAKE = `
  local granted, refusing = tonumber(ARGV[1]), 0
  for i, key in ipairs(KEYS) do
    local room = math.max(tonumber(ARGV[2 * i]) - tonumber(redis.call('GET', key) or '0'), 0)
    if room < granted then granted, refusing = room, i end
  end
  if granted > 0 then
    for i, key in ipairs(KEYS) do
      if redis.call('INCRBY', key, granted) == granted then redis.call('PEXPIRE', key, ARGV[2 * i + 1]) end
    end
  end
  local told = KEYS[math.max(refusing, 1)]
  return { granted, refusing, tonumber(redis.call('GET', told)), redis.call('PTTL', told) }`;

interface Script {
  takeCalls(keys: number, ...args: (string | number)[]): Promise<[granted: number, refusing: number, calls: number, endsIn: number]>;
}

/**
 * Counts in Redis, so that all replicas count together. An unavailable or slow Redis refuses nobody: this process then counts for itself
 * until Redis is back.
 */
export class RedisCallCounts extends CallCounts {
  readonly technology = 'REDIS';
  private readonly instead = new MemoryCallCounts();

  constructor(private readonly link: RedisLink) {
    super();
    link.client?.defineCommand('takeCalls', { lua: TAKE });
  }

  get available(): boolean {
    return this.link.available;
  }

  take(windows: readonly CallWindow[], calls: number): Taken | Promise<Taken> {
    const bounds = windows.flatMap(({ limit, seconds }) => [limit, seconds * 1000]);
    return this.link.tryOr(
      async (client) => {
        const keys = windows.map(({ key }) => key);
        const [granted, refusing, counted, endsIn] = await (client as unknown as Script).takeCalls(keys.length, ...keys, calls, ...bounds);
        return { granted, window: Math.max(refusing - 1, 0), calls: counted, endsIn };
      },
      () => this.instead.take(windows, calls),
    );
  }

  async read(windows: readonly CallWindow[]): Promise<(Count | undefined)[]> {
    return this.link.tryOr(
      async (client) => {
        const asked = await Promise.all(windows.map(({ key }) => Promise.all([client.get(key), client.pttl(key)])));
        return asked.map(([calls, endsIn]) => (calls === null || endsIn <= 0 ? undefined : { calls: Number(calls), endsIn }));
      },
      () => this.instead.read(windows),
    );
  }
}
