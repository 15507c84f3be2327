import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { MIGRATIONS } from './data-source-options.js';

const folder = join(import.meta.dirname, 'migrations');

test('every migration that was written is run, in the order of the file names', () => {
  const written = readdirSync(folder)
    .sort()
    .map((file) => /export class (\w+)/.exec(readFileSync(join(folder, file), 'utf8'))?.[1]);
  expect(MIGRATIONS.map(({ name }) => name)).toEqual(written);
});

test('names and timestamps agree, since a database remembers both', () => {
  for (const file of readdirSync(folder)) {
    const [, timestamp, words] = /^(\d{13})-([a-z0-9-]+)\.ts$/.exec(file) ?? [];
    const name = (words ?? '').replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) + (timestamp ?? '');
    expect(MIGRATIONS.map((migration) => new migration().name)).toContain(name);
  }
});
