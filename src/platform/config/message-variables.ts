import { str } from 'envalid';
import { amount, duration } from './validators.js';

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
  DELIVERY_WORKERS: {
    spec: str({ choices: ['inline', 'off'] as const, default: 'inline' }),
    description: 'Whether this process sends deliveries beside serving requests. Any number of processes may; at least one has to.',
    expected: 'inline or off',
  },
};
