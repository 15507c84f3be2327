import { describe, expect, test } from '@jest/globals';
import { FreshCache } from './fresh-cache.js';

interface Found {
  readonly found: string;
}

interface Query {
  readonly key: string;
  answer(found?: string): void;
  fail(error: Error): void;
}

/** A database that answers when told to, a clock that is set by hand, and a way to signal a change. */
function world(capacity = 10): { cache: FreshCache<Found>; queries: Query[]; change: () => void; pass: (milliseconds: number) => void } {
  const queries: Query[] = [];
  let change = (): void => undefined;
  let now = 1_000;
  const cache = new FreshCache<Found>(
    { subscribe: (forget) => void (change = forget) },
    {
      capacity,
      now: () => now,
      load: (key) =>
        new Promise((resolve, fail) =>
          queries.push({ key, fail, answer: (found) => resolve(found === undefined ? undefined : { found }) }),
        ),
    },
  );
  return { cache, queries, change: () => change(), pass: (milliseconds) => void (now += milliseconds) };
}

describe('what was read from the database', () => {
  test('is used for 0.8 seconds after the question, and then read again', async () => {
    const { cache, queries, pass } = world();
    const first = cache.get('a');
    pass(500);
    queries[0]?.answer('1');
    expect(await first).toEqual({ found: '1' });
    pass(300);
    expect(cache.get('a')).toEqual({ found: '1' });
    expect(cache.peek('a')).toEqual({ found: '1' });
    pass(1);
    expect(cache.peek('a')).toBeUndefined();
    const second = cache.get('a');
    queries[1]?.answer('2');
    expect(await second).toEqual({ found: '2' });
    expect(queries.map(({ key }) => key)).toEqual(['a', 'a']);
  });

  test('is shared by those who ask at the same time, by its key', async () => {
    const { cache, queries } = world();
    const answers = Promise.all([cache.get('a'), cache.get('b'), cache.get('a'), cache.load('a')]);
    queries[0]?.answer('A');
    queries[1]?.answer('B');
    expect(await answers).toEqual(['A', 'B', 'A', 'A'].map((found) => ({ found })));
    expect(queries).toHaveLength(2);
  });

  test('is forgotten when something is changed', async () => {
    const { cache, queries, change } = world();
    const first = cache.get('a');
    queries[0]?.answer('before');
    await first;
    change();
    expect(cache.peek('a')).toBeUndefined();
    void cache.get('a');
    expect(queries).toHaveLength(2);
  });

  test('is not remembered if something was changed while it was read, nor shared with those who ask after the change', async () => {
    const { cache, queries, change } = world();
    const before = cache.get('a');
    change();
    const after = cache.get('a');
    queries[1]?.answer('after');
    expect(await after).toEqual({ found: 'after' });
    queries[0]?.answer('before');
    expect(await before).toEqual({ found: 'before' });
    expect(cache.peek('a')).toEqual({ found: 'after' });
  });

  test('is not remembered if it was changed while nobody asked again', async () => {
    const { cache, queries, change } = world();
    const before = cache.get('a');
    change();
    queries[0]?.answer('before');
    await before;
    expect(cache.peek('a')).toBeUndefined();
  });

  test('is read anew where somebody wants it so, and the older answer does not replace the newer', async () => {
    const { cache, queries } = world();
    const older = cache.load('a');
    const newer = cache.loadAnew('a');
    const joined = cache.load('a');
    queries[1]?.answer('newer');
    expect(await Promise.all([newer, joined])).toEqual([{ found: 'newer' }, { found: 'newer' }]);
    queries[0]?.answer('older');
    await older;
    expect(cache.peek('a')).toEqual({ found: 'newer' });
    expect(queries).toHaveLength(2);
  });

  test('is bounded', async () => {
    const { cache, queries } = world(2);
    for (const key of ['a', 'b', 'c']) {
      const answer = cache.get(key);
      queries.at(-1)?.answer(key);
      await answer;
    }
    expect(['a', 'b', 'c'].map((key) => cache.peek(key)?.found)).toEqual([undefined, 'b', 'c']);
  });
});

describe('what is not there', () => {
  test('is never remembered, and takes what was remembered with it', async () => {
    const { cache, queries } = world();
    const first = cache.get('a');
    queries[0]?.answer('1');
    await first;
    const gone = cache.load('a');
    queries[1]?.answer(undefined);
    expect(await gone).toBeUndefined();
    expect(cache.peek('a')).toBeUndefined();
    void cache.get('a');
    expect(queries).toHaveLength(3);
  });

  test('is looked for once more, and together, by those who joined a query that had begun before', async () => {
    const { cache, queries } = world();
    const first = cache.get('a');
    const joined = Promise.all([cache.get('a'), cache.get('a')]);
    queries[0]?.answer(undefined);
    expect(await first).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    expect(queries).toHaveLength(2);
    queries[1]?.answer('made meanwhile');
    expect(await joined).toEqual([{ found: 'made meanwhile' }, { found: 'made meanwhile' }]);
  });
});

test('a query that fails is told to all who share it, and the next one asks again', async () => {
  const { cache, queries } = world();
  const answers = Promise.allSettled([cache.get('a'), cache.get('a')]);
  queries[0]?.fail(new Error('away'));
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = cache.get('a');
  queries[1]?.answer('1');
  expect(await next).toEqual({ found: '1' });
});
