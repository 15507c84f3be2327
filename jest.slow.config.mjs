// What `npm run test:slow` runs: services that are started, ended and killed, on each database, and what people do on the pages, in a
// real browser. `npm run test:all` runs these after the quick ones of jest.config.mjs.
import { common, databases, suite } from './test/support/projects.mjs';

export default {
  ...common,
  projects: [
    ...databases.map((database) => suite(`process-${database}`, database, ['<rootDir>/test/e2e/process/**/*.e2e.ts'])),
    suite('browser', 'pglite', ['<rootDir>/test/browser/**/*.browser.ts']),
  ],
};
