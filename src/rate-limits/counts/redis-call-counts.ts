import type { RedisLink } from '../../database/redis-link.js';
import { CallCounts, type CallWindow, type Count, type Taken } from './call-counts.js';
import { MemoryCallCounts } from './memory-call-counts.js';

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

  take(windows: readonly CallWindow[]): Taken | Promise<Taken> {
    const bounds = windows.flatMap(({ limit, seconds }) => [limit, seconds * 1000]);
    return this.link.ask(
      async (client) => {
        const keys = windows.map(({ key }) => key);
        const [refused, calls, endsIn] = await (client as unknown as Script).takeCalls(keys.length, ...keys, ...bounds);
        return { refused: refused > 0, window: Math.max(refused - 1, 0), calls, endsIn };
      },
      () => this.instead.take(windows),
    );
  }

  async read(windows: readonly CallWindow[]): Promise<(Count | undefined)[]> {
    return this.link.ask(
      async (client) => {
        const asked = await Promise.all(windows.map(({ key }) => Promise.all([client.get(key), client.pttl(key)])));
        return asked.map(([calls, endsIn]) => (calls === null || endsIn <= 0 ? undefined : { calls: Number(calls), endsIn }));
      },
      () => this.instead.read(windows),
    );
  }
}
