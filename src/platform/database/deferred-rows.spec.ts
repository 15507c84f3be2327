import { describe, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { register } from 'prom-client';
import { DeferredRows } from './deferred-rows.js';

Logger.overrideLogger(false);

const droppedOf = async (name: string): Promise<number | undefined> => {
  const found = await register.getSingleMetric('customer_messages_deferred_rows_dropped_total')?.get();
  return found?.values.find(({ labels }) => labels.rows === name)?.value;
};

describe('rows that are written after the answer', () => {
  test('go in groups, in their order, one group at a time', async () => {
    const groups: number[][] = [];
    let running = 0;
    const rows = new DeferredRows<number>(
      'grouped',
      async (group) => {
        expect(++running).toBe(1);
        await new Promise(setImmediate);
        groups.push([...group]);
        running--;
      },
      { maxRows: 2, maxQueued: 10 },
    );
    for (const row of [1, 2, 3]) rows.add(row);
    const flushing = rows.flush();
    rows.add(4);
    rows.add(5);
    await Promise.all([flushing, rows.flush()]);
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  test('beyond the bound are dropped and counted', async () => {
    const stored: number[] = [];
    const rows = new DeferredRows<number>('bounded', (group) => Promise.resolve(stored.push(...group)), { maxRows: 10, maxQueued: 3 });
    for (const row of [1, 2, 3, 4, 5]) rows.add(row);
    await rows.flush();
    rows.add(6);
    await rows.flush();
    expect([stored, await droppedOf('bounded')]).toEqual([[1, 2, 3, 6], 2]);
  });

  test('that can wait do so until half of the room is free, also while the database is away', async () => {
    const failures = [new Error('Connection terminated')];
    const stored: number[] = [];
    const rows = new DeferredRows<number>(
      'waiting',
      (group) => {
        const failure = failures.shift();
        return failure === undefined ? Promise.resolve(stored.push(...group)) : Promise.reject(failure);
      },
      { maxRows: 10, maxQueued: 4 },
    );
    rows.add(1);
    rows.add(2);
    await rows.untilHalfEmpty();
    expect(stored).toEqual([]);
    rows.add(3);
    await rows.untilHalfEmpty();
    expect([stored, failures, rows.queued, await droppedOf('waiting')]).toEqual([[1, 2, 3], [], 0, 0]);
  });

  test('wait while the database is away, and are given up when it refuses them', async () => {
    const failures = [new Error('Connection terminated'), Object.assign(new Error('refused'), { code: '22001' })];
    const stored: number[][] = [];
    const rows = new DeferredRows<number>(
      'failing',
      (group) => {
        const failure = failures.shift();
        if (failure !== undefined) return Promise.reject(failure);
        return Promise.resolve(stored.push([...group]));
      },
      { maxRows: 2, maxQueued: 10 },
    );
    for (const row of [1, 2, 3]) rows.add(row);
    await rows.flush();
    expect([stored, await droppedOf('failing')]).toEqual([[], 0]);
    await rows.flush();
    expect([stored, await droppedOf('failing')]).toEqual([[[3]], 2]);
  });
});
