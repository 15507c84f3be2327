import { availableParallelism } from 'node:os';

/** Settings of all Jest projects: TypeScript through SWC, as ES modules. */
const project = {
  rootDir: process.cwd(),
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

/** What a run of any projects shares. */
export const common = { maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)), testTimeout: 60_000 };

/** @param {string[]} testMatch specs of pure logic, which need no service. */
export const unit = (testMatch) => ({ ...project, displayName: 'unit', testMatch });

/**
 * Tests that share one started service.
 *
 * @param {string} name
 * @param {import('./databases.mjs').DatabaseKind} database
 * @param {string[]} testMatch
 */
export const suite = (name, database, testMatch) => ({
  ...project,
  displayName: name,
  testMatch,
  globals: { SUITE: name, DATABASE: database },
  globalSetup: `<rootDir>/test/support/setup-${name === 'browser' ? name : database}.mjs`,
  globalTeardown: '<rootDir>/test/support/teardown.mjs',
});

/**
 * Patterns that leave out what a database need not run, since the other one does: `onOne` names files by the only database that runs them
 * where there are two.
 *
 * @param {import('./databases.mjs').DatabaseKind} database
 * @param {Record<import('./databases.mjs').DatabaseKind, string[]>} onOne
 */
export const leftOut = (database, onOne) =>
  databases.filter((other) => other !== database).flatMap((other) => onOne[other].map((name) => `!**/${name}.e2e.ts`));

/** @type {import('./databases.mjs').DatabaseKind[]} */
export const databases = process.env.TEST_DATABASE_URL ? ['pglite', 'postgres'] : ['pglite'];
