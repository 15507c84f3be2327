import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** What documents say about the project is held against the project. */
const read = (file: string): string => readFileSync(file, 'utf8');
const decisionFiles = readdirSync('docs/decisions').filter((name) => /^\d{4}-/.test(name));
const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md') && name !== 'obp-contract.md') // it names files of OBP-API
    .map((name) => `docs/${name}`),
  ...readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`),
];
const manifest = JSON.parse(read('package.json')) as Record<'scripts' | 'dependencies' | 'devDependencies', Record<string, string>>;

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** What a pattern finds on any page and `good` refuses, with the page it stands on. */
const wrong = (pattern: RegExp, good: (found: string, page: string) => boolean): string[] =>
  pages.flatMap((page) =>
    matches(read(page), pattern)
      .filter((found) => !good(found, page))
      .map((found) => `${page}: ${found}`),
  );

describe('the documents', () => {
  test('link to files that are there', () => {
    expect(wrong(/\]\((?!https?:)([^)#]+)/g, (target, page) => existsSync(normalize(join(dirname(page), target))))).toEqual([]);
  });

  test('name scripts that are there', () => {
    expect(wrong(/npm run ([\w:]+)/g, (name) => name in manifest.scripts)).toEqual([]);
  });

  test('name files that are there', () => {
    expect(wrong(/`((?:src|test|scripts|docs|bench|\.ci)\/[\w./-]+)`/g, (file) => existsSync(file))).toEqual([]);
  });
});

test('the map of the code names every folder of src/', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const map = read('docs/architecture.md');
  expect(folders.map(({ name }) => `src/${name}/`).filter((folder) => !map.includes(`\`${folder}\``))).toEqual([]);
});

describe('decision records', () => {
  test('are all in the list', () => {
    const listed = matches(read('docs/decisions/README.md'), /\((\d{4}-[^)]+)\)/g);
    expect(listed).toEqual([...decisionFiles].sort());
  });

  test('are numbered without gaps and have their three parts', () => {
    for (const [at, file] of [...decisionFiles].sort().entries()) {
      expect(file).toMatch(new RegExp(`^${String(at + 1).padStart(4, '0')}-`));
      expect(matches(read(`docs/decisions/${file}`), /^#+ (.+)$/gm)).toEqual([
        expect.stringMatching(new RegExp(`^${at + 1}\\. `)),
        'Context',
        'Decision',
        'Consequence',
      ]);
    }
  });

  test('are there for every number that the code cites', () => {
    const sources = ['src', 'test'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
        .map((file) => join(folder, file)),
    );
    const cited = sources.flatMap((file) => matches(read(file), /[Dd]ecision (\d+)/g));
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter((number) => !decisionFiles.some((file) => Number(file.slice(0, 4)) === Number(number)))).toEqual([]);
  });

  test('give a reason for every package', () => {
    const reasons = read('docs/decisions/0022-dependencies.md');
    const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const named = (name: string): boolean =>
      reasons.includes(`\`${name}\``) || (name.startsWith('@types/') && reasons.includes('`@types/*`'));
    expect(packages.filter((name) => !named(name))).toEqual([]);
  });
});
