/**
 * Unit specs lie beside what they test. The e2e suites talk HTTP to the built service on a real database: the embedded
 * one always, a PostgreSQL server too when TEST_DATABASE_URL names one.
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

const e2e = (database) => ({
  ...common,
  displayName: database,
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts', '<rootDir>/test/invariants/**/*.e2e.ts'],
  globals: { DATABASE: database },
  globalSetup: `<rootDir>/test/support/setup-${database}.mjs`,
  globalTeardown: `<rootDir>/test/support/teardown.mjs`,
});

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'] },
    e2e('pglite'),
    ...(process.env.TEST_DATABASE_URL ? [e2e('postgres')] : []),
  ],
};
