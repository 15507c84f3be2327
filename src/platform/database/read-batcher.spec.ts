import { describe, expect, test } from '@jest/globals';
import { ReadBatcher } from './read-batcher.js';

interface Asked {
  readonly questions: readonly string[];
  answer(): void;
  refuse(error: Error): void;
}

/** Answers when told to, in capitals. */
function slowly(concurrency: number, maxBatchSize: number, retryAlone = true): { groups: ReadBatcher<string, string>; asked: Asked[] } {
  const asked: Asked[] = [];
  const ask = (questions: readonly string[]): Promise<string[]> =>
    new Promise((resolve, refuse) => {
      asked.push({ questions, refuse, answer: () => resolve(questions.map((question) => question.toUpperCase())) });
    });
  return { groups: new ReadBatcher(ask, { concurrency, maxBatchSize, retryAlone: () => retryAlone }), asked };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const questionsOf = (asked: readonly Asked[]): (readonly string[])[] => asked.map(({ questions }) => questions);

describe('reads that wait at the same time', () => {
  test('go together when they are of one kind and no more than fit', async () => {
    const { groups, asked } = slowly(9, 2);
    const answers = Promise.all(['a', 'b', 'c'].map((question) => groups.read('kind', question)));
    const other = groups.read('other kind', 'd');
    await turn();
    expect(questionsOf(asked)).toEqual([['a', 'b'], ['d'], ['c']]);
    for (const { answer } of asked) answer();
    expect([await answers, await other]).toEqual([['A', 'B', 'C'], 'D']);
  });

  test('wait for each other while as many statements run as may', async () => {
    const { groups, asked } = slowly(1, 9);
    const first = groups.read('kind', 'a');
    await turn();
    const rest = Promise.all(['b', 'c'].map((question) => groups.read('kind', question)));
    await turn();
    expect(questionsOf(asked)).toEqual([['a']]);
    asked[0]?.answer();
    expect(await first).toBe('A');
    await turn();
    expect(questionsOf(asked)).toEqual([['a'], ['b', 'c']]);
    asked[1]?.answer();
    expect(await rest).toEqual(['B', 'C']);
  });

  test('fail alone, where one of them may be at fault', async () => {
    const { groups, asked } = slowly(1, 9);
    const answers = Promise.allSettled(['good', 'bad'].map((question) => groups.read('kind', question)));
    await turn();
    asked[0]?.refuse(new Error('one of them'));
    await turn();
    expect(questionsOf(asked)).toEqual([['good', 'bad'], ['good'], ['bad']]);
    asked[1]?.answer();
    asked[2]?.refuse(new Error('this one'));
    expect(await answers).toEqual([
      { status: 'fulfilled', value: 'GOOD' },
      { status: 'rejected', reason: new Error('this one') },
    ]);
  });

  test('fail together, where none of them can be at fault', async () => {
    const { groups, asked } = slowly(1, 9, false);
    const answers = Promise.allSettled(['a', 'b'].map((question) => groups.read('kind', question)));
    await turn();
    asked[0]?.refuse(new Error('away'));
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked).toHaveLength(1);
  });

  test('go on after a failure', async () => {
    const { groups, asked } = slowly(1, 9);
    const failed = expect(groups.read('kind', 'a')).rejects.toThrow('once');
    await turn();
    asked[0]?.refuse(new Error('once'));
    await failed;
    const next = groups.read('kind', 'b');
    await turn();
    asked[1]?.answer();
    expect(await next).toBe('B');
  });
});
