import { Gauge, Histogram } from 'prom-client';

const sizes = new Histogram({
  name: 'customer_messages_group_rows',
  help: 'Rows that shared one statement, and so one commit, by what they are.',
  labelNames: ['group'],
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048],
});

const depths = new Map<string, () => number>();

new Gauge({
  name: 'customer_messages_group_waiting',
  help: 'Rows that wait for a statement, by what they are.',
  labelNames: ['group'],
  collect(): void {
    for (const [group, depth] of depths) this.set({ group }, depth());
  },
});

/**
 * Shows what waits and what goes together.
 *
 * @param depth how many rows wait at the moment.
 * @returns what is to be told of each statement: how many rows it has.
 */
export function observeQueue(group: string, depth: () => number): (rows: number) => void {
  depths.set(group, depth);
  const ofGroup = sizes.labels(group);
  return (rows) => ofGroup.observe(rows);
}
