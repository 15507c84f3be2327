import { beforeAll, describe, expect, test } from '@jest/globals';
import { exchange, shared } from '../support/client.js';
import { PASSWORD, World } from '../support/world.js';

/** Values that have tripped up servers: what no database text holds, and names that every object answers to. */
const VALUES = ['%00', '__proto__', 'constructor', 'toString', '%F0%9F%92%A9', "'%3B--"];
const VERSIONS = ['v1.4.0', 'v3.1.0', 'v5.1.0'];

describe('whatever a path or a query holds', () => {
  let token: string;
  let logIn: () => Promise<string>;
  const operations: { method: string; path: string; query: string[] }[] = [];

  beforeAll(async () => {
    const world = await World.create();
    const nosy = await world.user('nosy');
    await world.grant(nosy, 'CanGetAuditRecords');
    await world.grant(nosy, 'CanGetAnyUser');
    await world.grant(nosy, 'CanGetConsumers');
    token = nosy.token;
    logIn = () => world.client.login(nosy.username, PASSWORD, world.consumerKey);
    for (const version of VERSIONS) {
      const { body } = await exchange(shared().url, 'GET', `/openapi/${version}.json`, {});
      for (const [path, item] of Object.entries<any>(body.paths))
        for (const [method, operation] of Object.entries<any>(item)) {
          const query = (operation.parameters ?? []).filter((parameter: any) => parameter.in === 'query').map(({ name }: any) => name);
          operations.push({ method: method.toUpperCase(), path, query });
        }
    }
  });

  const headersOf = (method: string): Record<string, string> => ({
    DirectLogin: `token=${token}`,
    ...(method === 'POST' || method === 'PUT' ? { 'Content-Type': 'application/json', 'Content-Length': '2' } : {}),
  });
  const send = (method: string, target: string): ReturnType<typeof exchange> =>
    exchange(shared().url, method, target, headersOf(method), method === 'POST' || method === 'PUT' ? '{}' : undefined);

  test.each(VALUES)('no operation answers 5xx to %s', async (value) => {
    expect(operations.length).toBeGreaterThan(50);
    const failed: string[] = [];
    for (const { method, path, query } of operations) {
      const names = [...query, 'locale', 'language'];
      const target = `${path.replace(/\{\w+\}/g, value)}?${[...new Set(names)].map((name) => `${name}=${value}`).join('&')}`;
      const { status, body } = await send(method, target);
      if (path.endsWith('/me/sessions/current')) token = await logIn(); // that was the end of the session
      if (status >= 500) failed.push(`${method} ${target}: ${status} ${JSON.stringify(body)}`);
    }
    expect(failed).toEqual([]);
  });

  test('a target that is a whole URL is answered as its path is', async () => {
    const path = '/obp/v4.0.0/banks';
    const [plain, whole] = await Promise.all([send('GET', path), send('GET', `http://elsewhere.example${path}`)]);
    expect([whole.status, whole.headers.etag, whole.headers['cache-control']]).toEqual([
      200,
      plain.headers.etag,
      'no-cache, private, no-store',
    ]);
    expect((await send('GET', `http://elsewhere.example/obp/v4.0.0/banks/%00`)).status).toBe(404);
  });

  test('a token whose parts are no JSON is a bad token', async () => {
    const part = (text: string): string => Buffer.from(text).toString('base64url');
    for (const header of ['{"typ":"JWT","alg":"HS256","kid":"x"}', 'null', '[]', 'nonsense'])
      for (const payload of ['not json', '{}', 'null']) {
        const forged = `${part(header)}.${part(payload)}.AAAA`;
        for (const headers of [{ DirectLogin: `token=${forged}` }, { Authorization: `Bearer ${forged}` }])
          expect((await exchange(shared().url, 'GET', '/obp/v4.0.0/users/current', headers as Record<string, string>)).status).toBe(401);
      }
  });
});
