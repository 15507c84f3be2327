// What `npm test` runs: unit specs, which lie beside what they test, and the e2e suites, which talk HTTP to the built service
// on a real database: the embedded one always, a PostgreSQL server too when TEST_DATABASE_URL names one.
import { common, databases, leftOut, suite, unit } from './test/support/projects.mjs';

/** What is the same on both databases: documents, the reading of requests, how people and gateways prove who they are, and what routes refuse. */
const ON_ONE = {
  pglite: [
    'api-info',
    'batch-limits',
    'broken-http',
    'compressed-answers',
    'compressed-bodies',
    'documents',
    'examples',
    'generated-clients',
    'glossary',
    'locale',
    'long-bodies',
    'message-docs',
    'message-texts',
    'resource-docs',
    'slow-bodies',
  ],
  postgres: [
    'batch-pace',
    'batch-senders',
    'callbacks',
    'cookies',
    'delivery-queue',
    'delivery-statuses',
    'hostile',
    'login-attempts',
    'oauth1',
    'oidc',
    'oidc-bound',
    'oidc-introspection',
    'oidc-provider',
    'provider-tests',
    'rate-limits-redis',
    'readme',
    'required-scopes',
    'rights',
    'routes',
    'sign-up',
    'strangers',
  ],
};

export default {
  ...common,
  maxWorkers: common.maxWorkers + 1, // some wait for what has to take its time
  projects: [
    unit(['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts']),
    ...databases.map((database) =>
      suite(database, database, ['<rootDir>/test/{e2e,invariants}/**/*.e2e.ts', ...leftOut(database, ON_ONE)]),
    ),
  ],
};
