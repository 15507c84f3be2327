// What `npm test` runs: unit specs, which lie beside what they test, and the e2e suites, which talk HTTP to the built service
// on a real database: the embedded one always, a PostgreSQL server too when TEST_DATABASE_URL names one.
import { common, databases, suite, unit } from './test/support/projects.mjs';

export default {
  ...common,
  projects: [
    unit(['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts']),
    ...databases.map((database) => suite(database, database, ['<rootDir>/test/{e2e,invariants}/**/*.e2e.ts'])),
  ],
};
