import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

/** The rooms, from the ground up: each may import what stands before it. `main.ts` may import all. */
const ROOMS = ['platform', 'access', 'messaging', 'documentation', 'web', 'app'];

/**
 * The features of two rooms, from the ground up. Two kinds of files stand outside this order: entities, which are tied by foreign keys
 * both ways, and version folders, the edge, which ask every feature of their room.
 */
const FEATURES: Record<string, readonly string[]> = {
  access: [
    'roles',
    'rate-limits',
    'sessions',
    'banks',
    'entitlements',
    'consumers',
    'users',
    'authentication',
    'passwords',
    'invitations',
    'operation-rules',
    'scopes',
    'entitlement-requests',
    'audit-records',
  ],
  messaging: ['customers', 'providers', 'customer-messages', 'templates', 'preferences', 'suppressions', 'deliveries', 'inbox'],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file));
const known = new Set(files);

/** Every file with the files of ours that it imports, as the compiler reads them. */
const imports: ReadonlyMap<string, readonly string[]> = new Map(
  files.map((file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join('src', file), 'utf8'), true, true);
    const own = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
    return [file, own.flatMap(({ fileName }) => moduleOf(join(file, '..', fileName)))];
  }),
);

function moduleOf(path: string): string[] {
  const bare = path.replaceAll('\\', '/').replace(/\.js$/, '');
  return [`${bare}.ts`, `${bare}.tsx`].filter((candidate) => known.has(candidate));
}

/** Each import as `from -> to`, for those that `refused` finds wrong. */
const wrong = (refused: (from: string, to: string) => boolean): string[] =>
  [...imports].flatMap(([from, targets]) => targets.filter((to) => refused(from, to)).map((to) => `${from} -> ${to}`));

const part = (file: string, at: number): string => file.split('/')[at] as string;

test('the sources lie in the six rooms', () => {
  expect([...new Set(files.map((file) => part(file, 0)))].sort()).toEqual([...ROOMS, 'main.ts'].sort());
});

test('imports go down: app, web, documentation, messaging, access, platform', () => {
  const floor = (file: string): number => ROOMS.indexOf(part(file, 0));
  expect(wrong((from, to) => from !== 'main.ts' && floor(to) > floor(from))).toEqual([]);
});

test('no room reads from a request what a room above it leaves there', () => {
  const texts = files.map((file) => ({ file, floor: ROOMS.indexOf(part(file, 0)), text: readFileSync(join('src', file), 'utf8') }));
  const left = texts.flatMap(({ floor, text }) =>
    [...text.matchAll(/interface FastifyRequest \{([^}]*)\}/g)].flatMap(([, body = '']) =>
      [...body.matchAll(/^\s*(?:readonly )?(\w+)\??:/gm)].map(([, name = '']) => ({ name, floor })),
    ),
  );
  expect(left.map(({ name }) => name)).toEqual(expect.arrayContaining(['principal', 'bank', 'caller']));
  const reads = (text: string, name: string): boolean =>
    new RegExp(String.raw`\brequest\.${name}\b|\{[^{}]*\b${name}\b[^{}]*\} = request;`).test(text);
  expect(
    texts.flatMap(({ file, floor, text }) =>
      left.filter((one) => floor >= 0 && one.floor > floor && reads(text, one.name)).map(({ name }) => `${file}: ${name}`),
    ),
  ).toEqual([]);
});

test.each(Object.entries(FEATURES))('inside %s/ imports go down too', (room, features) => {
  const inside = files.filter((file) => part(file, 0) === room);
  expect([...new Set(inside.map((file) => part(file, 1)))].sort()).toEqual([...features].sort());
  const floor = (file: string): number => features.indexOf(part(file, 1));
  const isEdge = (file: string): boolean => /\/v\d[^/]*\//.test(file);
  const isEntity = (file: string): boolean => file.endsWith('.entity.ts');
  const ofRoom = (from: string, to: string): boolean => part(from, 0) === room && part(to, 0) === room;
  expect(wrong((from, to) => ofRoom(from, to) && !isEdge(from) && !isEntity(to) && floor(to) > floor(from))).toEqual([]);
});

test('files do not import each other in a circle', () => {
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('a folder has one module at most', () => {
  const folders = files.filter((file) => file.endsWith('.module.ts')).map((file) => file.slice(0, file.lastIndexOf('/')));
  expect(folders.filter((folder, at) => folders.indexOf(folder) !== at)).toEqual([]);
});
