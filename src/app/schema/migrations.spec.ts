import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { MIGRATIONS } from './data-source-options.js';
import type { Migration } from '../../platform/database/migration.js';

const folder = join(import.meta.dirname, 'migrations');

test('every migration that was written is run, in the order of the file names', () => {
  const written = readdirSync(folder)
    .sort()
    .map((file) => /export class (\w+)/.exec(readFileSync(join(folder, file), 'utf8'))?.[1]);
  expect(MIGRATIONS.map(({ name }) => name)).toEqual(written);
});

/** Versions from before the marks look at none, so for what they may meet there is nobody to tell. */
const FIRST_MARKED = '1764590000000';

test('every migration since there are marks says whether older versions can run beside it', () => {
  const unsaid = MIGRATIONS.map((migration) => new migration() as Migration)
    .filter(({ name }) => name.slice(-FIRST_MARKED.length) >= FIRST_MARKED)
    .filter(({ expanding }) => expanding === undefined);
  expect(unsaid.map(({ name }) => name)).toEqual([]);
});

test('names and timestamps agree, since a database remembers both', () => {
  for (const file of readdirSync(folder)) {
    const [, timestamp, words] = /^(\d{13})-([a-z0-9-]+)\.ts$/.exec(file) ?? [];
    const name = (words ?? '').replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) + (timestamp ?? '');
    expect(MIGRATIONS.map((migration) => new migration().name)).toContain(name);
  }
});
