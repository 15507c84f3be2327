import { describe, expect, test } from '@jest/globals';
import { WHOLE_CONSUMER, windowsOf } from '../call-rules.js';
import { type PeriodName, PERIODS, UNLIMITED } from '../periods.js';
import { MemoryCallCounts } from './memory-call-counts.js';

const windows = (limits: Partial<Record<PeriodName, number>>): ReturnType<typeof windowsOf> =>
  windowsOf('c', WHOLE_CONSUMER, { ...UNLIMITED, ...limits });

describe('MemoryCallCounts', () => {
  test.each(PERIODS)('per $name: $seconds seconds from the first call', ({ name, seconds }) => {
    let now = 1_800_000_000_123;
    const counts = new MemoryCallCounts(() => now);
    const take = (): ReturnType<typeof counts.take> => counts.take(windows({ [name]: 2 }), 1);
    expect(take()).toEqual({ granted: 1, window: 0, calls: 1, endsIn: seconds * 1000 });
    now += 400;
    expect(take()).toEqual({ granted: 1, window: 0, calls: 2, endsIn: seconds * 1000 - 400 });
    now += seconds * 1000 - 401;
    expect(take()).toEqual({ granted: 0, window: 0, calls: 2, endsIn: 1 });
    now += 1;
    expect(take()).toEqual({ granted: 1, window: 0, calls: 1, endsIn: seconds * 1000 });
  });

  test('tells the shortest full window, and a refused call counts in none', async () => {
    let now = 0;
    const counts = new MemoryCallCounts(() => now);
    const limited = windows({ second: 1, minute: 2, hour: 2 });
    counts.take(limited, 1);
    expect(counts.take(limited, 1)).toMatchObject({ granted: 0, window: 0 });
    expect(await counts.read(limited)).toEqual([
      { calls: 1, endsIn: 1_000 },
      { calls: 1, endsIn: 60_000 },
      { calls: 1, endsIn: 3_600_000 },
    ]);
    now = 1_000;
    expect(counts.take(limited, 1)).toMatchObject({ granted: 1, window: 0, calls: 1 });
    now = 2_000;
    expect(counts.take(limited, 1)).toEqual({ granted: 0, window: 1, calls: 2, endsIn: 58_000 });
    expect(await counts.read(limited)).toEqual([undefined, { calls: 2, endsIn: 58_000 }, { calls: 2, endsIn: 3_598_000 }]);
  });

  test('a limit that is lowered holds at once, one that is raised gives the rest', () => {
    const counts = new MemoryCallCounts(() => 0);
    for (let call = 0; call < 3; call++) counts.take(windows({ day: 5 }), 1);
    expect(counts.take(windows({ day: 2 }), 1)).toMatchObject({ granted: 0, calls: 3 });
    expect(counts.take(windows({ day: 4 }), 1)).toMatchObject({ granted: 1, calls: 4 });
  });

  test('of many calls as many are counted as have room in all periods, and the shortest that refuses some is told', async () => {
    const counts = new MemoryCallCounts(() => 0);
    const limited = windows({ minute: 10, hour: 6, day: 6 });
    expect(counts.take(limited, 4)).toEqual({ granted: 4, window: 0, calls: 4, endsIn: 60_000 });
    expect(counts.take(limited, 4)).toEqual({ granted: 2, window: 1, calls: 6, endsIn: 3_600_000 });
    expect(counts.take(limited, 4)).toEqual({ granted: 0, window: 1, calls: 6, endsIn: 3_600_000 });
    expect((await counts.read(limited)).map((count) => count?.calls)).toEqual([6, 6, 6]);
  });
});
