import { str } from 'envalid';
import { amount, days, duration } from './validators.js';

/** How messages are stored and reach people: part of `VARIABLES`. */
export const MESSAGE_VARIABLES = {
  MESSAGE_QUEUE: {
    spec: amount({ default: 5_000 }),
    description: 'Messages that may wait to be stored, per process; beyond that the answer to a create is 503.',
    expected: 'an integer from 1 to 1000000',
  },
  IDEMPOTENCY_KEY_HOURS: {
    spec: duration({ default: 24 }),
    description: 'Hours for which the answer to a create with an Idempotency-Key is kept for repeats.',
    expected: 'a positive number',
  },
  INBOX_STREAMS: {
    spec: amount({ default: 2_000 }),
    description: 'Inboxes that may be followed live, per process; beyond that the answer is 503, and pages ask every 30 seconds.',
    expected: 'an integer from 1 to 1000000',
  },
  DELIVERY_WORKERS: {
    spec: str({ choices: ['inline', 'off', 'only'] as const, default: 'inline' }),
    description:
      'Whether this process serves requests and sends deliveries (inline), only serves requests (off), or only sends deliveries and answers for its health (only). Any number of processes may send; at least one has to.',
    expected: 'inline, off or only',
  },
  DELIVERY_RETENTION_DAYS: {
    spec: days({ default: 90 }),
    description:
      'Days after which the attempts and addresses of a delivery are erased, so that only its status is left, and scheduled messages that are over are removed. 0 keeps everything.',
    expected: 'an integer from 0 to 36500',
  },
};
