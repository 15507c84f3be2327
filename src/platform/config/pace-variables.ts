import { amount, duration } from './validators.js';

/** How fast requests have to arrive, and answers to be taken: part of `VARIABLES`. */
export const PACE_VARIABLES = {
  REQUEST_SECONDS: {
    spec: duration({ default: 60 }),
    description: 'Seconds within which a whole request must arrive. Batches are read as they arrive and have the two limits below instead.',
    expected: 'a positive number',
  },
  BATCH_SILENCE_SECONDS: {
    spec: duration({ default: 30 }),
    description: 'Seconds for which a batch may pause; then what has arrived is stored and answered.',
    expected: 'a positive number',
  },
  BATCH_BYTES_PER_SECOND: {
    spec: amount({ default: 4 }),
    description: 'Fewest bytes a second at which a batch may arrive, checked every BATCH_SILENCE_SECONDS.',
    expected: 'an integer from 1 to 1000000',
  },
  READER_SILENCE_SECONDS: {
    spec: duration({ default: 30 }),
    description: 'Seconds for which a client may read nothing of its answer; then the connection is closed.',
    expected: 'a positive number',
  },
};
