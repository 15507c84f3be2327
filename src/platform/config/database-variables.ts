import { bool } from 'envalid';
import { poolSize, postgresUrl, seconds } from './validators.js';

/** Which database, and how. */
export const DATABASE_VARIABLES = {
  DATABASE_URL: {
    spec: postgresUrl({ default: undefined }),
    meaning:
      'PostgreSQL 14 or later, as psql takes it; sslmode means what it means there (decision 59). Without it an embedded PostgreSQL runs in DATA_DIR.',
    form: 'a postgres:// URL',
    example: 'postgres://user:password@localhost:5432/customer_messages',
    secret: true,
  },
  EMBEDDED_DATABASE: {
    spec: bool({ default: false }),
    meaning:
      'Whether the embedded database will do in production, where its data are on one disk and a power loss may cost some. Elsewhere it need not be said.',
    form: 'true or false',
  },
  DATABASE_POOL_SIZE: {
    spec: poolSize({ default: 10 }),
    meaning: 'Connections to PostgreSQL at most, per process. The embedded database always has one.',
    form: 'an integer from 1 to 1000',
  },
  DATABASE_WAIT_SECONDS: {
    spec: seconds({ default: 60 }),
    meaning: 'Seconds to wait at start for a database that does not answer.',
    form: 'an integer from 0 to 86400',
  },
} as const;
