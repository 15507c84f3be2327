import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Call, exchange } from '../support/client.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const JSON_BODY = { 'Content-Type': 'application/json' };

describe('on the wire', () => {
  let world: World;
  let staff: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let path: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, nobody, bank] = await Promise.all([world.user('staff'), world.user('nobody'), world.bank()]);
    path = `/obp/v4.0.0/banks/${bank}/customers/${await world.customer(bank)}/messages`;
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    await world.client.post(path, MESSAGE, { token: staff.token });
  });

  const get = (url = path, call: Call = { token: staff.token }): Promise<Answer> => world.client.get(url, call);
  const post = (body: unknown, call: Call = { token: staff.token }): Promise<Answer> => world.client.post(path, body, call);
  const raw = (verb: string, url: string, rawBody: string, headers: Record<string, string> = JSON_BODY): Promise<Answer> =>
    world.client.send(verb, url, { token: staff.token, rawBody, headers });

  /** One request for each way that an answer is made inside. */
  const kinds: [name: string, status: number, ask: () => Promise<Answer>][] = [
    ['a list', 200, () => get()],
    ['a create', 201, () => post(MESSAGE)],
    ['a login', 201, () => raw('POST', '/my/logins/direct', '', { DirectLogin: loginOf(staff) })],
    ['a wrong body', 400, () => post({})],
    ['malformed JSON', 400, () => raw('POST', path, '{"')],
    ['a doubled query parameter', 400, () => get(`${path}?a=1&a=1`)],
    ['no credentials', 401, () => get(path, {})],
    ['bad credentials', 401, () => get(path, { token: 'bad' })],
    ['a missing role', 403, () => get(path, { token: nobody.token })],
    ['an unknown bank', 404, () => get(path.replace(bank, 'no.such.bank'))],
    ['an unknown path', 404, () => get('/obp/v4.0.0/no/such/path')],
    ['a path outside /obp', 404, () => get('/no/such/path')],
    ['a path that cannot be decoded', 404, () => get('/obp/v4.0.0/banks/%zz')],
    ['another content type', 404, () => raw('POST', path, '{}', { 'Content-Type': 'text/plain' })],
    ['another verb', 404, () => raw('PATCH', path, '{}')],
    ['a verb that few servers know', 404, () => raw('PROPFIND', path, '')],
    ['a body that is too large', 413, () => raw('POST', path, ' '.repeat(65_537))],
  ];

  const loginOf = ({ username }: WorldUser): string => `username=${username},password=World-Pass-2026!,consumer_key=${world.consumerKey}`;

  describe.each(kinds)('the headers of %s (%i)', (_name, status, ask) => {
    test('are those of every answer (contract section 2.7)', async () => {
      const started = Date.now();
      const { headers, body, ...answer } = await ask();
      expect(answer.status).toBe(status);
      expect(headers).toMatchObject({
        'correlation-id': expect.stringMatching(UUID),
        'access-control-allow-origin': '*',
        'access-control-expose-headers': expect.stringContaining('Correlation-Id'),
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(JSON.stringify(body))),
        'cache-control': 'no-cache, private, no-store',
        pragma: 'no-cache',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
      });
      for (const name of ['date', 'expires'] as const) {
        expect(headers[name]).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
        expect(Math.abs(Date.parse(String(headers[name])) - started)).toBeLessThan(5_000);
      }
      for (const name of ['server', 'x-powered-by', 'set-cookie']) expect(headers).not.toHaveProperty(name);
    });

    test('have an ETag when it is a success, and a challenge when it is a 401', async () => {
      const { headers } = await ask();
      if (status < 300) expect(headers.etag).toMatch(/^[0-9a-f]{64}$/);
      else expect(headers).not.toHaveProperty('etag');
      const realm = `realm="${world.client.base}"`;
      expect(headers['www-authenticate']).toBe(status === 401 ? `OAuth ${realm}, Bearer ${realm}, DirectLogin ${realm}` : undefined);
    });

    test('name another correlation id each time', async () => {
      const [one, two] = [await ask(), await ask()];
      expect(one.headers['correlation-id']).not.toBe(two.headers['correlation-id']);
    });
  });

  describe('X-Request-ID', () => {
    test.each(['abc', '0', '5995d6a2-01b3-423c-a173-5481df49bdaf', 'a.b_c:d/e+f=g-h', 'x'.repeat(128)])('%s is kept', async (id) => {
      for (const url of [path, '/obp/v4.0.0/none', '/obp/v4.0.0/banks/%zz', '/health/live'])
        expect((await get(url, { headers: { 'X-Request-ID': id } })).headers['correlation-id']).toBe(id);
    });

    test.each(['x'.repeat(129), 'a b', 'a"b', '<script>', 'ñ', 'a\tb', '{}', ''])('%j is replaced', async (id) => {
      expect((await get(path, { headers: { 'X-Request-ID': id } })).headers['correlation-id']).toMatch(UUID);
    });
  });

  describe('conditional requests', () => {
    test('the ETag is the digest of URL and body', async () => {
      const url = `${path}?limit=1&a=b`;
      const { headers, body } = await get(url);
      expect(headers.etag).toBe(
        createHash('sha256')
          .update(url + JSON.stringify(body))
          .digest('hex'),
      );
    });

    test('one that still holds is answered 304 without a body', async () => {
      const { headers } = await get();
      const etag = String(headers.etag);
      const again = await get(path, { token: staff.token, headers: { 'If-None-Match': etag } });
      expect([again.status, again.body, again.headers.etag]).toEqual([304, undefined, etag]);
      expect(again.headers['correlation-id']).toMatch(UUID);
      expect(again.headers['access-control-allow-origin']).toBe('*');
      expect(again.headers).not.toHaveProperty('content-type');
    });

    test.each<[string, (etag: string) => string]>([
      ['quoted', (etag) => `"${etag}"`],
      ['weak', (etag) => `W/"${etag}"`],
      ['in a list', (etag) => `"${'0'.repeat(64)}", W/"${etag}"`],
      ['unquoted in a list', (etag) => `x, ${etag}`],
      ['any', () => '*'],
    ])('so is one that is written otherwise: %s', async (_name, condition) => {
      const call = { token: staff.token };
      const etag = String((await get()).headers.etag);
      const again = await get(path, { ...call, headers: { 'If-None-Match': condition(etag) } });
      expect([again.status, again.body, again.headers.etag]).toEqual([304, undefined, etag]);
      const changed = condition(etag.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
      if (changed !== '*') expect((await get(path, { ...call, headers: { 'If-None-Match': changed } })).status).toBe(200);
    });

    test.each([(etag: string) => etag, (etag: string) => etag.replace('W/', ''), (etag: string) => `"x", ${etag}`, () => '*'])(
      'also of a file of the pages: %s',
      async (condition) => {
        const { body } = await exchange(world.client.base, 'GET', '/explorer', {});
        const file = /"(\/explorer\/assets\/[^"]+\.css)"/.exec(String(body))?.[1] ?? '';
        const { status, headers } = await exchange(world.client.base, 'GET', file, {});
        expect([status, headers.etag]).toEqual([200, expect.stringMatching(/^(W\/)?".+"$/)]);
        const again = await exchange(world.client.base, 'GET', file, { 'If-None-Match': condition(String(headers.etag)) });
        expect([again.status, again.body, again.headers.etag]).toEqual([304, undefined, headers.etag]);
      },
    );

    test('one that does not is answered 200', async () => {
      const { headers } = await get();
      await post(MESSAGE);
      const again = await get(path, { token: staff.token, headers: { 'If-None-Match': String(headers.etag) } });
      expect([again.status, again.headers.etag === headers.etag]).toEqual([200, false]);
      const other = await get(path, { token: staff.token, headers: { 'If-None-Match': '0'.repeat(64) } });
      expect([other.status, other.body]).toEqual([200, again.body]);
    });

    test('it opens no door: credentials and roles come first', async () => {
      const { headers } = await get();
      const condition = { 'If-None-Match': String(headers.etag) };
      expect((await get(path, { headers: condition })).status).toBe(401);
      expect((await get(path, { token: nobody.token, headers: condition })).status).toBe(403);
    });

    test('a create is not conditional', async () => {
      const { headers } = await post(MESSAGE);
      expect((await post(MESSAGE, { token: staff.token, headers: { 'If-None-Match': String(headers.etag) } })).status).toBe(201);
    });
  });

  describe('HEAD', () => {
    const EACH_TIME = ['date', 'correlation-id', 'connection', 'keep-alive', 'expires'];
    const lasting = ({ headers }: Answer): object =>
      Object.fromEntries(
        Object.entries(headers).filter(([name, value]) => !EACH_TIME.includes(name) && !(name === 'content-length' && value === '0')),
      );

    test.each([
      '/',
      '/health/live',
      '/health/ready',
      '/explorer',
      '/explorer?locale=es_ES',
      '/explorer/inbox',
      '/explorer/operations/OBPv4.0.0-createCustomerMessage',
      '/explorer/operations/none',
      '/explorer/no/such/page',
      '/glossary',
      '//glossary',
      '/openapi/v4.0.0.json',
      '/openapi/none.json',
      '/swagger',
      '/oauth/authorize',
    ])('of %s is GET without a body', async (url) => {
      for (const headers of [{}, { 'Accept-Encoding': 'gzip' }]) {
        const [head, got] = [
          await exchange(world.client.base, 'HEAD', url, headers),
          await exchange(world.client.base, 'GET', url, headers),
        ];
        expect([head.status, head.body, lasting(head)]).toEqual([got.status, undefined, lasting(got)]);
      }
    });

    test.each([
      ['', 'There is no such page'],
      ['?locale=es_ES', 'No existe esa página'],
    ])('an unknown page%s is a page', async (query, heading) => {
      for (const url of ['/explorer/nowhere', '/explorer/no/such/page']) {
        const { status, headers, body } = await exchange(world.client.base, 'GET', url + query, {});
        expect([url, status, headers['content-type']]).toEqual([url, 404, 'text/html; charset=utf-8']);
        expect(body).toContain(`<h1>${heading}</h1>`);
      }
      expect((await exchange(world.client.base, 'GET', '/explorer/assets/none.css', {})).body.message).toMatch(/^OBP-10404/);
    });

    test('of what is under /obp, or of our own API, is no route', async () => {
      for (const url of [path, '/obp/v4.0.0/banks', '//obp/v4.0.0/root', '/messaging/v1/audit-records', '/my/logins/direct', '/nowhere'])
        expect(await exchange(world.client.base, 'HEAD', url, { DirectLogin: `token=${staff.token}` })).toMatchObject({ status: 404 });
    });
  });

  describe('OPTIONS (decision 18)', () => {
    test.each(['messages', '/obp/v4.0.0/no/such/path', '/my/logins/direct', '/nowhere'])('is answered for %s', async (url) => {
      const { status, headers, body } = await world.client.send('OPTIONS', url === 'messages' ? path : url, {
        headers: { Origin: 'https://explorer.example.com', 'Access-Control-Request-Method': 'POST' },
      });
      expect([status, body]).toEqual([204, undefined]);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-allow-methods']).toBe('GET, POST, OPTIONS, PUT, PATCH, DELETE');
      expect(headers['access-control-max-age']).toBe('1728000');
      // A browser does not take * for Authorization, and none of this together with credentials.
      const allowed = String(headers['access-control-allow-headers']).split(', ');
      for (const name of ['Authorization', 'DirectLogin', 'Content-Type', 'If-None-Match', 'Idempotency-Key', 'X-Request-ID'])
        expect(allowed).toContain(name);
      expect(allowed).not.toContain('*');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      expect(headers).not.toHaveProperty('etag');
    });

    test('names the headers of ours that a page may read', async () => {
      const exposed = String((await get()).headers['access-control-expose-headers']).split(', ');
      for (const name of ['Correlation-Id', 'ETag', 'Link', 'Range', 'WWW-Authenticate', 'Retry-After']) expect(exposed).toContain(name);
    });
  });

  describe('credentials', () => {
    const bad = 'aaaa.bbbb.cccc';

    test.each<[string, (token: string) => Record<string, string>]>([
      ['DirectLogin, plain', (token) => ({ DirectLogin: `token=${token}` })],
      ['DirectLogin, quoted', (token) => ({ DirectLogin: `token="${token}"` })],
      ['DirectLogin, with the word', (token) => ({ DirectLogin: `DirectLogin token=${token}` })],
      ['DirectLogin, with blanks', (token) => ({ DirectLogin: `  token = "${token}"  ` })],
      ['DirectLogin among others', (token) => ({ DirectLogin: `username="x", token="${token}", other=1` })],
      ['directlogin', (token) => ({ directlogin: `token=${token}` })],
      ['DIRECTLOGIN', (token) => ({ DIRECTLOGIN: `token=${token}` })],
      ['Authorization, plain', (token) => ({ Authorization: `DirectLogin token=${token}` })],
      ['Authorization, quoted', (token) => ({ Authorization: `DirectLogin token="${token}"` })],
      ['authorization', (token) => ({ authorization: `DirectLogin token="${token}"` })],
      ['AUTHORIZATION', (token) => ({ AUTHORIZATION: `DirectLogin token="${token}"` })],
      ['Bearer', (token) => ({ Authorization: `Bearer ${token}` })],
      ['bearer', (token) => ({ Authorization: `bearer ${token}` })],
      ['BEARER', (token) => ({ Authorization: `BEARER ${token}` })],
      ['Authorization: directlogin', (token) => ({ Authorization: `directlogin token="${token}"` })],
      ['Authorization: DIRECTLOGIN', (token) => ({ Authorization: `DIRECTLOGIN Token="${token}"` })],
      ['DirectLogin, with the word in capitals', (token) => ({ DirectLogin: `DIRECTLOGIN TOKEN=${token}` })],
      ['DirectLogin after a comma in quotes', (token) => ({ DirectLogin: `username="a,token=${bad},b", token=${token}` })],
      ['Bearer with blanks', (token) => ({ Authorization: `Bearer   ${token}  ` })],
      ['both, the same', (token) => ({ Authorization: `DirectLogin token="${token}"`, DirectLogin: `token=${token}` })],
      ['DirectLogin before a bad Authorization', (token) => ({ Authorization: `DirectLogin token=${bad}`, DirectLogin: `token=${token}` })],
      ['DirectLogin before another scheme', (token) => ({ Authorization: 'Basic YTpi', DirectLogin: `token=${token}` })],
      ['Bearer before a bad DirectLogin', (token) => ({ Authorization: `Bearer ${token}`, DirectLogin: `token=${bad}` })],
    ])('%s', async (_name, headersFor) => {
      const { status, body } = await get(path, { headers: headersFor(staff.token) });
      expect([status, Array.isArray(body.messages)]).toEqual([200, true]);
    });

    test.each<[string, (token: string) => Record<string, string>, status: number, code: string]>([
      ['an empty DirectLogin', () => ({ DirectLogin: '' }), 400, 'OBP-20002'],
      ['a DirectLogin without a token', () => ({ DirectLogin: 'username=x' }), 400, 'OBP-20002'],
      ['an empty token', () => ({ DirectLogin: 'token=""' }), 400, 'OBP-20002'],
      ['a bad DirectLogin before a good Authorization', good('DirectLogin token=', { DirectLogin: `token=${bad}` }), 401, 'OBP-20003'],
      [
        'a bad Bearer before a good DirectLogin',
        (token) => ({ Authorization: `Bearer ${bad}`, DirectLogin: `token=${token}` }),
        401,
        'OBP-20205',
      ],
      ['an empty Bearer', () => ({ Authorization: 'Bearer ' }), 401, 'OBP-20202'],
      ['a token with another signature', (token) => ({ DirectLogin: `token=${token.slice(0, -4)}AAAA` }), 401, 'OBP-20003'],
      ['a token cut short', (token) => ({ Authorization: `Bearer ${token.slice(0, -1)}` }), 401, 'OBP-20202'],
      ['a token without a signature', (token) => ({ DirectLogin: `token=${unsigned(token)}` }), 401, 'OBP-20003'],
      ['a bearer token behind another word', (token) => ({ Authorization: `foo Bearer ${token}` }), 401, 'OBP-20205'],
      ['a scheme that is named in quotes', (token) => ({ Authorization: `Digest a="x Bearer ${token}"` }), 401, 'OBP-20080'],
      ['Basic', () => ({ Authorization: 'Basic YTpi' }), 401, 'OBP-20080'],
      ['a bare token', (token) => ({ Authorization: token }), 401, 'OBP-20080'],
      ['GatewayLogin', () => ({ Authorization: 'GatewayLogin token="x"' }), 401, 'OBP-20080'],
    ])('%s is refused', async (_name, headersFor, status, code) => {
      const { body, headers, ...answer } = await get(path, { headers: headersFor(staff.token) });
      expect([answer.status, body.code, body.message.slice(0, 9)]).toEqual([status, status, code]);
      expect(headers['www-authenticate'] !== undefined).toBe(status === 401);
      expect(JSON.stringify({ body, headers })).not.toContain(staff.token.split('.')[1]);
    });

    function good(scheme: string, others: Record<string, string>): (token: string) => Record<string, string> {
      return (token) => ({ ...others, Authorization: scheme + token });
    }

    /** The same claims under the algorithm `none`. */
    function unsigned(token: string): string {
      return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${token.split('.')[1] ?? ''}.`;
    }

    const login = (headers: Record<string, string>, call: Call = {}): Promise<Answer> =>
      world.client.send('POST', '/my/logins/direct', { ...call, headers });

    test.each<[string, Call]>([
      ['no body', {}],
      ['a JSON content type and no body', { headers: JSON_BODY, rawBody: '' }],
      ['an empty object', { headers: JSON_BODY, rawBody: '{}' }],
      ['a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, rawBody: 'a=b' }],
      ['text', { headers: { 'Content-Type': 'text/plain' }, rawBody: 'hello' }],
      ['any Accept', { headers: { Accept: 'text/html' } }],
    ])('a login with %s', async (_name, call) => {
      const answer = await login({ DirectLogin: loginOf(staff), ...call.headers }, call);
      expect([answer.status, Object.keys(answer.body)]).toEqual([201, ['token']]);
      expect((await get(path, { token: answer.body.token })).status).toBe(200);
    });

    test('a login in the deprecated header, quoted', async () => {
      const quoted = loginOf(staff)
        .replace(/=([^,]+)/g, '="$1"')
        .replaceAll(',', ', ');
      expect((await login({ Authorization: `DirectLogin ${quoted}` })).status).toBe(201);
    });

    test('a login with a password that holds commas, quotes and backslashes', async () => {
      const [username, password] = [`commas.${world.run}`, String.raw`Pass,word="2026\!", \" for ever`];
      const user = { username, password, email: `${username}@example.com`, first_name: 'C', last_name: 'Test' };
      expect((await world.client.post('/obp/v4.0.0/users', user)).status).toBe(201);
      const parameters = `username=${username}, password="${password.replace(/["\\]/g, '\\$&')}", consumer_key="${world.consumerKey}"`;
      for (const headers of [{ DirectLogin: parameters }, { Authorization: `directlogin ${parameters}` }])
        expect((await login(headers)).status).toBe(201);
    });

    test.each<[string, (good: string) => Record<string, string>, number, string]>([
      ['a wrong password', (good) => ({ DirectLogin: good.replace('World-Pass', 'Wrong-Pass') }), 401, 'OBP-20004'],
      ['an unknown user', (good) => ({ DirectLogin: good.replace('staff', 'staffy') }), 401, 'OBP-20004'],
      ['an unknown consumer', (good) => ({ DirectLogin: good.replace(/consumer_key=.*/, 'consumer_key=none') }), 401, 'OBP-20008'],
      ['no consumer', (good) => ({ DirectLogin: good.replace(/,consumer_key=.*/, '') }), 400, 'OBP-20002'],
      ['no header', () => ({}), 400, 'OBP-20082'],
      ['another scheme', () => ({ Authorization: 'Basic YTpi' }), 400, 'OBP-20083'],
    ])('a login with %s is refused', async (_name, headersFor, status, code) => {
      const { headers, body, ...answer } = await login(headersFor(loginOf(staff)));
      expect([answer.status, body.code, body.message.slice(0, 9)]).toEqual([status, status, code]);
      expect(headers['www-authenticate'] !== undefined).toBe(status === 401);
    });
  });

  describe('what clients send along', () => {
    const token = (): Record<string, string> => ({ DirectLogin: `token=${staff.token}` });

    test.each<[string, Call]>([
      ['a JSON content type', { headers: JSON_BODY }],
      ['a JSON content type with charset', { headers: { 'Content-Type': 'application/json;charset=utf-8' } }],
      ['a JSON content type and an empty body', { headers: { ...JSON_BODY, 'Content-Length': '0' }, rawBody: '' }],
      ['an empty object', { headers: JSON_BODY, rawBody: '{}' }],
      ['malformed JSON', { headers: JSON_BODY, rawBody: '{"' }],
      ['a text', { headers: { 'Content-Type': 'text/plain' }, rawBody: 'hello' }],
      ['Accept-Charset', { headers: { 'Accept-Charset': 'UTF-8', Accept: 'application/json' } }],
      ['no Accept', { headers: {} }],
      ['an Accept in capitals', { headers: { ACCEPT: 'APPLICATION/JSON' } }],
    ])('a GET with %s is served, and the connection still good', async (_name, call) => {
      for (let time = 0; time < 2; time++) {
        const { status } = await world.client.send('GET', path, { ...call, headers: { ...token(), ...call.headers } });
        expect(status).toBe(200);
      }
    });

    test.each<[string, Call]>([
      ['no body', {}],
      ['an empty body', { rawBody: '' }],
      ['an empty object', { rawBody: '{}' }],
      ['malformed JSON', { rawBody: '{"' }],
    ])('a DELETE with JSON content type and %s is read as far as its route goes', async (_name, call) => {
      const { status, body } = await world.client.send('DELETE', path, { ...call, headers: { ...token(), ...JSON_BODY } });
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
      expect((await get()).status).toBe(200);
    });

    test.each(['/obp/v4.0.0/', '//obp/v4.0.0/', '///obp/v4.0.0/', '/obp//v4.0.0/', '/obp/v4.0.0//', '//obp///v4.0.0//'])(
      'a path that begins with %sbanks is served: doubled slashes are one there',
      async (start) => {
        const { status, body } = await get(path.replace('/obp/v4.0.0/', start));
        expect([status, body]).toEqual([200, (await get()).body]);
      },
    );

    test.each(['//health/live', '//explorer', '///openapi/v4.0.0.json', '//swagger', '//messaging/v1/audit-records'])(
      '%s is as with one slash',
      async (url) => {
        const ask = (target: string): Promise<Answer> => exchange(world.client.base, 'GET', target, {});
        expect((await ask(url)).status).toBe((await ask(url.replace(/^\/+/, '/'))).status);
        expect((await ask(url)).status).not.toBe(404);
      },
    );

    test('a login at a host that ends in a slash', async () => {
      const headers = { DirectLogin: `username=${staff.username},password=${PASSWORD},consumer_key=${world.consumerKey}` };
      expect((await exchange(world.client.base, 'POST', '//my/logins/direct', headers)).status).toBe(201);
    });

    test.each<[string, (url: string) => string]>([
      ['BANK_ID', (url) => url.replace(bank, '')],
      ['CUSTOMER_ID', (url) => url.replace(/customers\/[^/]+/, 'customers/')],
      ['last word', (url) => `${url}/`],
    ])('an empty %s is no route', async (_name, change) => {
      const { status, body } = await get(change(path));
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
    });

    test.each(['/OBP/', '/Obp/', '/api/obp/', '/obp/obp/', '/my//obp/'])('one that begins with %s is not', async (start) => {
      const { status, body } = await get(path.replace('/obp/', start));
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
    });

    test.each(['?', '?&', '?&&', '?&tags=a', '?a=1&', '?cache-modifier=1&locale=en_GB', '?%00', '?%zz=%zz', `?${'a'.repeat(5000)}`])(
      'the query %s is served',
      async (query) => {
        expect((await get(path + query)).status).toBe(200);
      },
    );
  });
});
