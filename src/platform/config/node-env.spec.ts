import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Where the code asks whether it runs in production: decision 57 says for each what happens when NODE_ENV is not set. */
const READERS = ['app/sandbox/sandbox.service.ts', 'main.ts', 'platform/config/config.ts'];

test('only what decision 57 lists depends on NODE_ENV', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.spec\.ts$/.test(file) && file !== 'platform/config/variables.ts',
  );
  const reads = /NODE_ENV|\.production\b|\{[^{}]*\bproduction\b[^{}]*\} =/;
  const code = (file: string): string => readFileSync(join('src', file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*|'[^'\n]*'/g, '');
  expect(sources.filter((file) => reads.test(code(file))).sort()).toEqual(READERS);
});
