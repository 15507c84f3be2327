import { describe, expect, test } from '@jest/globals';
import { allOrSome } from './all-or-some.js';

const refusal = Object.assign(new Error('duplicate key'), { code: '23505' });
const away = Object.assign(new Error('Connection terminated'), { code: '57P01' });

describe('allOrSome', () => {
  test('asks for all of them first, and of each only after a refusal, then for a while at once', async () => {
    const asked: string[] = [];
    let refused = false;
    const store = allOrSome<number>(
      () => {
        asked.push('all');
        return refused ? Promise.reject(refusal) : Promise.resolve();
      },
      (rows) => {
        asked.push('some');
        return Promise.resolve(rows.map((row) => row > 1));
      },
    );
    expect(await store([1, 2])).toEqual([true, true]);
    refused = true;
    expect(await store([1, 2])).toEqual([false, true]);
    refused = false;
    expect(await store([1, 2, 3])).toEqual([false, true, true]);
    expect(asked).toEqual(['all', 'all', 'some', 'some']);
  });

  test('tries nothing again when it is unknown what was stored', async () => {
    const store = allOrSome(
      () => Promise.reject(away),
      () => Promise.reject(new Error('asked again')),
    );
    await expect(store([1])).rejects.toBe(away);
  });
});
