import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** What a file is says its suffix, and what a class is says its own: they say the same. */
const SUFFIXES = ['Service', 'Module', 'Controller', 'Repository', 'Guard', 'Filter', 'Strategy', 'Dto'];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));

/** `file: name` of everything exported that a pattern finds, for the files that are, or are not, of a suffix. */
const exportsOf = (pattern: RegExp, wanted: (file: string) => boolean): string[] =>
  files
    .filter(wanted)
    .flatMap((file) => [...readFileSync(join('src', file), 'utf8').matchAll(pattern)].map(([, name]) => `${file}: ${name}`));

const isOf = (suffix: string) => (file: string) => file.endsWith(`.${suffix.toLowerCase()}.ts`);

test.each(SUFFIXES.filter((suffix) => suffix !== 'Dto'))('the classes of *.%s.ts are called so', (suffix) => {
  const others = exportsOf(/^export (?:abstract )?class (\w+)/gm, isOf(suffix)).filter((found) => !found.endsWith(suffix));
  expect(others).toEqual([]);
});

test.each(SUFFIXES)('a class that is called %s lies in a file that is', (suffix) => {
  const pattern = new RegExp(`^export (?:abstract )?class (\\w+${suffix})\\b`, 'gm');
  expect(exportsOf(pattern, (file) => !isOf(suffix)(file))).toEqual([]);
});

test('what makes a DTO of something lies in a file *.mapper.ts', () => {
  expect(exportsOf(/^export (?:const|function) (to[A-Z]\w*Dto)\b/gm, (file) => !isOf('mapper')(file))).toEqual([]);
});
