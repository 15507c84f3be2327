/**
 * Unit specs lie beside what they test. The e2e suites talk HTTP to the built service on a real database: the embedded
 * one always, a PostgreSQL server too when TEST_DATABASE_URL names one. The browser suite does what people do on its pages.
 */
const common = {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testEnvironment: 'node',
};

/** Tests that share one started service. */
const suite = (name, database, testMatch) => ({
  ...common,
  displayName: name,
  testMatch,
  globals: { SUITE: name, DATABASE: database },
  globalSetup: `<rootDir>/test/support/setup-${name}.mjs`,
  globalTeardown: `<rootDir>/test/support/teardown.mjs`,
});

const e2e = (database) => suite(database, database, ['<rootDir>/test/e2e/**/*.e2e.ts', '<rootDir>/test/invariants/**/*.e2e.ts']);

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'] },
    e2e('pglite'),
    suite('browser', 'pglite', ['<rootDir>/test/browser/**/*.browser.ts']),
    ...(process.env.TEST_DATABASE_URL ? [e2e('postgres')] : []),
  ],
};
