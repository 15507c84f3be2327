import { describe, expect, test } from '@jest/globals';
import { BulkInsert, type Inserted, type InsertStatements } from './bulk-insert.js';

const refusal = Object.assign(new Error('refused'), { code: '23505' });
const away = Object.assign(new Error('Connection terminated'), { code: '57P01' });

/** Says of each row: `yes`, `no`, or why it is rejected. */
const told = (inserted: readonly Inserted[]): string[] =>
  inserted.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : one.value ? 'yes' : 'no'));

/**
 * Rows are numbers: above nine `some` leaves them out and `all` is refused; negative ones are refused by both; `calls` says what was
 * sent.
 */
function table(): { calls: string[]; statements: Required<InsertStatements<number>> } {
  const calls: string[] = [];
  return {
    calls,
    statements: {
      all: (rows) => {
        calls.push(`all ${rows.join()}`);
        return rows.some((row) => row > 9 || row < 0) ? Promise.reject(refusal) : Promise.resolve();
      },
      some: (rows) => {
        calls.push(`some ${rows.join()}`);
        return rows.some((row) => row < 0) ? Promise.reject(refusal) : Promise.resolve(rows.map((row) => row <= 9));
      },
    },
  };
}

describe('a bulk insert', () => {
  test('stores good rows in one statement', async () => {
    const { calls, statements } = table();
    expect(told(await new BulkInsert(statements).insert([1, 2]))).toEqual(['yes', 'yes']);
    expect(calls).toEqual(['all 1,2']);
  });

  test('looks at each row when the statement for all was refused, and for a second at once', async () => {
    const { calls, statements } = table();
    let now = 5_000;
    const bulk = new BulkInsert(statements, () => now);
    expect(told(await bulk.insert([1, 10]))).toEqual(['yes', 'no']);
    expect(told(await bulk.insert([1, 2]))).toEqual(['yes', 'yes']);
    now += 999;
    await bulk.insert([3]);
    now += 1;
    await bulk.insert([4]);
    expect(calls).toEqual(['all 1,10', 'some 1,10', 'some 1,2', 'some 3', 'all 4']);
  });

  test('tries row by row when both were refused, so that one bad row fails alone', async () => {
    const { calls, statements } = table();
    expect(told(await new BulkInsert(statements).insert([1, -1, 10, 2]))).toEqual(['yes', 'refused', 'no', 'yes']);
    expect(calls).toEqual(['all 1,-1,10,2', 'some 1,-1,10,2', 'some 1', 'some -1', 'some 10', 'some 2']);
  });

  test('tries a row that is alone no third time', async () => {
    const { calls, statements } = table();
    expect(told(await new BulkInsert(statements).insert([-1]))).toEqual(['refused']);
    expect(calls).toEqual(['all -1', 'some -1']);
  });

  test('looks at each row at once where there is no statement for all', async () => {
    const { calls, statements } = table();
    expect(told(await new BulkInsert({ some: statements.some }).insert([1, 10]))).toEqual(['yes', 'no']);
    expect(calls).toEqual(['some 1,10']);
  });

  test.each(['all', 'some'] as const)('tries nothing again when nobody knows what "%s" stored', async (which) => {
    const { calls, statements } = table();
    const bulk = new BulkInsert({ ...statements, [which]: () => Promise.reject(away) });
    expect(told(await bulk.insert([1, 10]))).toEqual(['Connection terminated', 'Connection terminated']);
    expect(calls).toEqual(which === 'all' ? [] : ['all 1,10']);
  });
});
