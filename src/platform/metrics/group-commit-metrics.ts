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

/** A queue of rows that share statements. */
export interface ObservableQueue {
  /** Rows that are waiting now. */
  readonly queued: number;
  /** Is called with the number of rows of each statement. */
  onStatement: (rows: number) => void;
}

/** Adds the queue's waiting rows and batch sizes to the metrics. @returns the queue. */
export function observeQueue<Queue extends ObservableQueue>(group: string, queue: Queue): Queue {
  depths.set(group, () => queue.queued);
  const ofGroup = sizes.labels(group);
  queue.onStatement = (rows): void => ofGroup.observe(rows);
  return queue;
}
