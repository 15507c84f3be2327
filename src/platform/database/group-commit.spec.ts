import { describe, expect, test } from '@jest/globals';
import { GroupCommit, type GroupLimits, QueueFull } from './group-commit.js';

const LIMITS: GroupLimits = { maxRows: 4, maxConcurrent: 2, maxQueued: 10 };

interface Statement {
  readonly rows: readonly number[];
  readonly commit: () => void;
  readonly fail: (error: Error) => void;
}

/** A store whose statements end when the test says so. */
function storeByHand(
  limits: Partial<GroupLimits> = {},
  kindOf?: (row: number) => string,
): { group: GroupCommit<number, string>; statements: Statement[] } {
  const statements: Statement[] = [];
  const store = (rows: readonly number[]): Promise<PromiseSettledResult<string>[]> =>
    new Promise((resolve, fail) => {
      const commit = (): void => resolve(rows.map((row) => ({ status: 'fulfilled', value: `stored ${row}` })));
      statements.push({ rows, commit, fail });
    });
  return { group: new GroupCommit(store, { ...LIMITS, ...limits }, kindOf), statements };
}

/** Lets all pending work run. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};
const refused = (): Error => Object.assign(new Error('refused'), { code: '23503' });
const away = (): Error => Object.assign(new Error('gone'), { code: 'ECONNRESET' });

describe('a group commit', () => {
  test('lets rows that come together share a statement, and answers each with its own outcome', async () => {
    const { group, statements } = storeByHand();
    const answers = Promise.all([1, 2, 3].map((row) => group.add(row)));
    await settle();
    expect(statements.map(({ rows }) => rows)).toEqual([[1, 2, 3]]);
    statements[0]?.commit();
    expect(await answers).toEqual(['stored 1', 'stored 2', 'stored 3']);
  });

  test('runs no more statements, and takes no more rows into one, than its limits; what comes meanwhile goes next', async () => {
    const { group, statements } = storeByHand({ maxQueued: 100 });
    const answers = Promise.all(Array.from({ length: 10 }, (_, row) => group.add(row)));
    await settle();
    expect(statements.map(({ rows }) => rows)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    const late = group.add(10);
    await settle();
    expect(statements).toHaveLength(2);
    statements[1]?.commit();
    await settle();
    expect(statements[2]?.rows).toEqual([8, 9, 10]);
    statements[0]?.commit();
    statements[2]?.commit();
    await answers;
    expect(await late).toBe('stored 10');
  });

  test('tells how many rows each statement has, and how many wait', async () => {
    const { group, statements } = storeByHand({ maxConcurrent: 1 });
    const sizes: number[] = [];
    group.onStatement = (rows): void => void sizes.push(rows);
    const answers = Promise.all(Array.from({ length: 6 }, (_, row) => group.add(row)));
    await settle();
    expect([sizes, group.queued]).toEqual([[4], 2]);
    statements[0]?.commit();
    await settle();
    expect([sizes, group.queued]).toEqual([[4, 2], 0]);
    statements[1]?.commit();
    await answers;
  });

  test('answers nobody before the statement has ended', async () => {
    const { group, statements } = storeByHand();
    let answered = false;
    const answer = group.add(1).then(() => (answered = true));
    await settle();
    expect(answered).toBe(false);
    statements[0]?.commit();
    await answer;
  });

  test('tells each caller what became of its own row', async () => {
    const group = new GroupCommit<number, number>(
      (rows) =>
        Promise.resolve(
          rows.map((row) => (row === 2 ? { status: 'rejected', reason: refused() } : { status: 'fulfilled', value: row * 10 })),
        ),
      LIMITS,
    );
    const answers = await Promise.allSettled([1, 2, 3].map((row) => group.add(row)));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as Error).message))).toEqual([
      10,
      'refused',
      30,
    ]);
  });

  test('puts only rows of one kind into a statement; who waits longest goes first, and a kind with many rows holds up no other', async () => {
    const { group, statements } = storeByHand({ maxConcurrent: 1, maxRows: 2 }, (row) => String(row % 10));
    const answers = Promise.all([1, 11, 21, 2, 12, 3, 31].map((row) => group.add(row)));
    for (let index = 0; index < 4; index++) {
      await settle();
      statements[index]?.commit();
    }
    expect(await answers).toHaveLength(7);
    expect(statements.map(({ rows }) => rows)).toEqual([[1, 11], [2, 12], [3], [21, 31]]);
    expect(group.queued).toBe(0);
  });

  test.each([
    ['the database went away', away()],
    ['the database refused it', refused()],
    ['nobody knows why', new Error('unknown')],
  ])('tells all callers of a statement when it failed since %s, and goes on', async (_why, error) => {
    const { group, statements } = storeByHand();
    const answers = Promise.allSettled([group.add(1), group.add(2)]);
    await settle();
    statements[0]?.fail(error);
    expect(await answers).toEqual([
      { status: 'rejected', reason: error },
      { status: 'rejected', reason: error },
    ]);
    await settle();
    expect(statements).toHaveLength(1);
    const next = group.add(3);
    await settle();
    statements[1]?.commit();
    expect(await next).toBe('stored 3');
  });

  test('refuses a row when as many wait as may, and takes rows again later', async () => {
    const { group, statements } = storeByHand({ maxRows: 1, maxConcurrent: 1, maxQueued: 2 });
    const first = group.add(1);
    await settle();
    const waiting = [group.add(2), group.add(3)];
    expect(() => group.add(4)).toThrow(QueueFull);
    statements[0]?.commit();
    await first;
    await settle();
    const last = group.add(5);
    for (const index of [1, 2, 3]) {
      statements[index]?.commit();
      await settle();
    }
    expect(await Promise.all([...waiting, last])).toEqual(['stored 2', 'stored 3', 'stored 5']);
  });

  test('a row that has waited for too long is refused and not stored, and those behind it go on', async () => {
    const { group, statements } = storeByHand({ maxRows: 1, maxConcurrent: 1, maxWait: 200 });
    const first = group.add(1);
    await settle();
    const late = group.add(2);
    await new Promise((resolve) => setTimeout(resolve, 250)); // the wait is real time
    const young = group.add(3);
    statements[0]?.commit();
    await expect(late).rejects.toThrow(QueueFull);
    await settle();
    statements[1]?.commit();
    expect(await Promise.all([first, young])).toEqual(['stored 1', 'stored 3']);
    expect(statements.map(({ rows }) => rows)).toEqual([[1], [3]]);
  });
});
