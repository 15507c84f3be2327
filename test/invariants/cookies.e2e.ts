import { readFileSync } from 'node:fs';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { type Answer, exchange, shared } from '../support/client.js';
import { PASSWORD, World } from '../support/world.js';

jest.setTimeout(120_000);

interface Route {
  readonly id: string;
  readonly verb: string;
  readonly path: string;
}

/** The only route that reads the cookie by which the pages are signed in (decision 34). */
const READER = 'getPageToken';

/** Every route there is, pages and probes too, each under one version, with ids that nothing has. */
const ROUTES: readonly Route[] = [
  ...readFileSync(new URL('../../docs/generated/permissions.md', import.meta.url), 'utf8').matchAll(
    /^\| `([^`]+)` \| (\S*)[^|]*\| `(\w+) ([^`]+)` \|/gm,
  ),
].map(([, id = '', version = '', verb = '', path = '']) => ({
  id,
  verb,
  path: path
    .replace('/VERSION/', `/${version}/`)
    .replace('*', 'nothing')
    .replace(/(?<=\/)[A-Z][A-Z_]+/g, 'none'),
}));

let cookie: string;

/** As our own pages would call, in a browser that sends its cookies. */
function call({ verb, path }: Route, cookies: Record<string, string>): Promise<Answer> {
  const sends = verb === 'POST' || verb === 'PUT';
  const headers = { Origin: shared().url, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json', ...cookies };
  return exchange(shared().url, verb, path, { ...headers, ...(sends ? { 'Content-Length': '2' } : {}) }, sends ? '{}' : undefined);
}

beforeAll(async () => {
  const world = await World.create();
  const { username } = await world.user('browser');
  const answer = await world.client.post('/messaging/v1/session', { username, password: PASSWORD }, { headers: { Origin: shared().url } });
  cookie = answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  expect(cookie).toMatch(/^session=[\w-]{43}$/);
});

test('the cookie of the pages is taken by one route, and by every other one answered as a stranger is', async () => {
  expect(ROUTES.length).toBeGreaterThan(170);
  const taken: string[] = [];
  for (const route of ROUTES) {
    const [stranger, known] = [await call(route, {}), await call(route, { Cookie: cookie })];
    const [first, second] = [stranger, known].map(({ status, body }) => JSON.stringify([status, body]));
    if (first !== second) taken.push(route.id);
    if (route.id === READER) expect([stranger.status, known.status]).toEqual([401, 201]);
  }
  expect(taken).toEqual([READER]);
});
