import { amount, duration } from './validators.js';

/** How fast requests have to arrive, and answers to be taken: part of `VARIABLES`. */
export const PACE_VARIABLES = {
  REQUEST_SECONDS: {
    spec: duration({ default: 60 }),
    description: 'Seconds within which a request has to arrive; batches, which are read as they come, have the two limits below instead.',
    expected: 'a positive number',
  },
  BATCH_SILENCE_SECONDS: {
    spec: duration({ default: 30 }),
    description: 'Seconds that may pass without a byte of a batch; then what has come is stored and answered.',
    expected: 'a positive number',
  },
  BATCH_BYTES_PER_SECOND: {
    spec: amount({ default: 4 }),
    description: 'Bytes a second that have to come of a batch, looked at once in BATCH_SILENCE_SECONDS.',
    expected: 'an integer from 1 to 1000000',
  },
  READER_SILENCE_SECONDS: {
    spec: duration({ default: 30 }),
    description: 'Seconds for which a client may take nothing of an answer that waits for it; then the connection is ended.',
    expected: 'a positive number',
  },
};
