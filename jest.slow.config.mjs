// What `npm run test:slow` runs: services that are started, ended and killed, on each database, and what people do on the pages, in a
// real browser. `npm run test:all` runs these after the quick ones of jest.config.mjs.
import { common, databases, leftOut, suite, unit } from './test/support/projects.mjs';

/** What is the same on both databases. */
const ON_ONE = {
  pglite: ['cli', 'first-start', 'logs', 'npm-start', 'unread-answers'],
  postgres: [
    'access-log',
    'clock',
    'deliveries',
    'delivery-logs',
    'failover',
    'idempotency-key',
    'message-access',
    'migrations',
    'pgbouncer',
    'refused-calls',
    'sandbox-refused',
    'scheduled-messages',
    'workers',
  ],
};

/** @param {import('./test/support/databases.mjs').DatabaseKind} database */
const processes = (database) =>
  suite(`process-${database}`, database, ['<rootDir>/test/process/**/*.e2e.ts', ...leftOut(database, ON_ONE)]);

/** Providers beside peers that are real or that misbehave, without the service. */
const peers = { ...unit(['<rootDir>/test/peers/**/*.e2e.ts']), displayName: 'peers' };

export default {
  ...common,
  testTimeout: 150_000, // more than any of the waits in them
  maxWorkers: common.maxWorkers + 2, // they mostly wait for processes that they have started
  projects: [peers, ...databases.map(processes), suite('browser', 'pglite', ['<rootDir>/test/browser/**/*.browser.ts'])],
};
