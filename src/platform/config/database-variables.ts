import { bool, str } from 'envalid';
import { poolSize, postgresUrl, postgresUrls, seconds } from './validators.js';

/** Which database, and how. */
export const DATABASE_VARIABLES = {
  DATABASE_URL: {
    spec: postgresUrl({ default: undefined }),
    description:
      'PostgreSQL 14 or later, as psql takes it; sslmode means what it means there (decision 59), and so do several hosts with target_session_attrs (decision 85). Without it an embedded PostgreSQL runs in DATA_DIR.',
    expected: 'a postgres:// URL',
    example: 'postgres://user:password@localhost:5432/customer_messages',
    secret: true,
  },
  DATABASE_DIRECT_URL: {
    spec: postgresUrl({ default: undefined }),
    description:
      'The same database, reached without PgBouncer or through one in session mode. A PgBouncer in transaction mode keeps no sessions, so migrations run here, and one or two connections of each process listen here and show which keys it has. Default: DATABASE_URL.',
    expected: 'a postgres:// URL',
    example: 'postgres://user:password@localhost:5432/customer_messages',
    secret: true,
  },
  DATABASE_REPLICA_URLS: {
    spec: postgresUrls({ default: [] }),
    description:
      'Standbys of DATABASE_URL, with commas between them, from which lists of messages are read (decision 86). Each names one server. It needs REDIS_URL, by which processes tell each other who has written: every process that stores messages has both, and all run this release before it is set.',
    expected: 'postgres:// URLs with one host each',
    example: 'postgres://user:password@replica:5432/customer_messages',
    secret: true,
  },
  DATABASE_PREPARED_STATEMENTS: {
    spec: str({ choices: ['auto', 'on', 'off'] as const, default: 'auto' }),
    description:
      'Whether statements have names, under which PostgreSQL keeps them planned. By default they have, unless a pooler before it does not keep them, which is found out at the start (decision 84).',
    expected: 'auto, on or off',
  },
  EMBEDDED_DATABASE: {
    spec: bool({ default: false }),
    description:
      'Allows the embedded database in production, where its data is on one disk and a power loss may cost some of it. Not needed elsewhere.',
    expected: 'true or false',
  },
  DATABASE_POOL_SIZE: {
    spec: poolSize({ default: 10 }),
    description:
      'Most connections to PostgreSQL that one process opens for requests and deliveries; one or two more listen. The embedded database always has one.',
    expected: 'an integer from 1 to 1000',
  },
  DATABASE_WAIT_SECONDS: {
    spec: seconds({ default: 60 }),
    description: 'Seconds to wait at start for a database that does not answer.',
    expected: 'an integer from 0 to 86400',
  },
} as const;
