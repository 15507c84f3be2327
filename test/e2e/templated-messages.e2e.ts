import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { until } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const { message: _text, ...FROM } = MESSAGE;
const TEXTS = [
  { language: 'en', text: 'Dear {{name}}, code {{code}}' },
  { language: 'es', text: 'Hola, {{name}}: {{code}}' },
];
const ROLES = ['CanCreateCustomerMessage', 'CanGetCustomerMessages', 'CanGetDeliveries', 'CanManageTemplates', 'CanManageProviders'];

describe('messages with templates', () => {
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, bank] = await Promise.all([world.user('staff'), world.bank()]);
    for (const role of [...ROLES, 'CanManageRoutes']) await world.grant(staff, role, bank);
    customer = await world.customer(bank);
    const put = (path: string, body: object): Promise<Answer> => world.client.put(at(path), body, { token: staff.token });
    await put('providers/sim', { kind: 'simulator', settings: {} });
    await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: 'sim' }] });
    await write('code');
  });

  const at = (path: string): string => `/messaging/v1/banks/${bank}/${path}`;
  const post = (path: string, body: unknown, key?: string): Promise<Answer> =>
    world.client.post(at(path), body, { token: staff.token, headers: key === undefined ? {} : { 'Idempotency-Key': key } });
  const write = (id: string): Promise<Answer> => post('templates', { template_id: id, name: id, texts: TEXTS });
  const rewrite = (id: string, text: string): Promise<Answer> => post(`templates/${id}/versions`, { texts: [{ language: 'en', text }] });
  const send = (more: object, key?: string): Promise<Answer> => post(`customers/${customer}/messages`, { ...FROM, ...more }, key);
  const item = (more: object): object => ({ customer_id: customer, ...FROM, ...more });
  const batch = (items: readonly unknown[], key?: string): Promise<Answer> => post('messages', items, key);
  const shown = async (id: string): Promise<any> =>
    (await world.client.get(at(`customers/${customer}/messages/${id}`), { token: staff.token })).body;
  const ANA = { template_id: 'code', personalisation: { name: 'Ana', code: 4711, ignored: {} } };
  const outcome = ({ status, body }: Answer): string => `${status} ${body.message}`;

  test('the text is stored as it is sent, and of which template it is', async () => {
    const { status, body } = await send(ANA);
    expect([status, body.message]).toEqual([201, 'Dear Ana, code 4711']);
    expect(body.deliveries).toEqual([expect.objectContaining({ channel: 'sms', template_id: 'code', template_version: 1 })]);
    expect((await send({ ...ANA, language: 'es-MX' })).body.message).toBe('Hola, Ana: 4711');
    expect((await send({ ...ANA, personalisation: { name: '{{code}} $&', code: '' } })).body.message).toBe('Dear {{code}} $&, code ');
  });

  test('one without a route keeps its template too, and is found by it', async () => {
    await write('found');
    const { body } = await send({ ...ANA, template_id: 'found', transport: 'FAX' });
    expect(body.deliveries).toEqual([expect.objectContaining({ channel: 'inbox', template_id: 'found', template_version: 1 })]);
    const list = await world.client.get(at('deliveries?template_id=found'), { token: staff.token });
    expect(list.body.deliveries.map(({ message_id: id }: any) => id)).toEqual([body.id]);
    expect((await world.client.get(at('deliveries?template_id=none'), { token: staff.token })).body.deliveries).toEqual([]);
    expect((await world.client.get(at('deliveries?template_id=%00'), { token: staff.token })).status).toBe(400);
  });

  test('a version is what is sent until another is named', async () => {
    await write('versions');
    await rewrite('versions', 'Two {{name}}');
    expect((await send({ ...ANA, template_id: 'versions' })).body).toMatchObject({
      message: 'Two Ana',
      deliveries: [{ template_version: 2 }],
    });
    expect((await send({ ...ANA, template_id: 'versions', template_version: 1 })).body.message).toBe('Dear Ana, code 4711');
    await post('templates/versions/archive', {});
    expect(outcome(await send({ ...ANA, template_id: 'versions', template_version: 1 }))).toMatch(/^409 OBP-98334/);
  });

  const future = (): string => `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`;

  test.each([
    ['missing values', { template_id: 'code' }, 400, /^OBP-98335: .*: name, code$/],
    ['a value that is no text', { template_id: 'code', personalisation: { name: [], code: 1 } }, 400, /^OBP-98336: .* name must be text/],
    ['both', { ...ANA, message: 'x' }, 400, /^OBP-98337/],
    ['a language without a template', { message: 'x', language: 'es' }, 400, /^OBP-98337/],
    ['another language', { ...ANA, language: 'fr' }, 400, /^OBP-98338: .* en, es\.$/],
    ['a text too long', { template_id: 'code', personalisation: { name: 'x'.repeat(1_020), code: 1 } }, 400, /^OBP-98339/],
    ['an unknown template', { ...ANA, template_id: 'nobody' }, 404, /^OBP-98330/],
    ['a hostile template', { ...ANA, template_id: '../code' }, 404, /^OBP-98330/],
    ['an unknown version', { ...ANA, template_version: 9 }, 404, /^OBP-98331/],
    ['personalisation that is a list', { template_id: 'code', personalisation: [] }, 400, /^OBP-10001/],
    ['a version that is no number', { ...ANA, template_version: 'x' }, 400, /^OBP-10001/],
    ['neither', {}, 400, /^OBP-10001/],
    ['an empty text', { message: '' }, 400, /^OBP-10001/],
    ['a wrong priority', { ...ANA, priority: 'urgent' }, 400, /^OBP-10001/],
    ['a time gone by', { ...ANA, send_at: '2020-01-01T00:00:00Z' }, 400, /^OBP-98206/],
    ['no route', { ...ANA, channels: ['email'] }, 400, /^OBP-98205/],
  ])('%s: refused alone and in a batch by the same words', async (name, more, status, message) => {
    const alone = await send(more);
    expect([alone.status, alone.body.message]).toEqual([status, expect.stringMatching(message)]);
    for (const key of [undefined, randomUUID()]) {
      const { body } = await batch([item(ANA), item(more), item({ message: 'plain' })], key);
      const wanted = name === 'neither' ? expect.stringMatching(message) : alone.body.message; // which names OBP's shape
      expect(body.results).toEqual([
        expect.objectContaining({ status: 201 }),
        { status, message: wanted },
        expect.objectContaining({ status: 201 }),
      ]);
    }
  });

  test.each(['array', 'lines'])('a batch takes all that is taken alone, written as %s', async (form) => {
    const sendAt = future();
    const items = [
      item({ ...ANA, priority: 'high', reference: 'r-1', metadata: { a: 1 }, expires_at: future() }),
      item({ message: 'later', send_at: sendAt, channels: ['sms'] }),
      item({ message: 'plain' }),
      item({ ...ANA, language: 'es', priority: 'bulk' }),
    ];
    const answer =
      form === 'array'
        ? await batch(items)
        : await world.client.send('POST', at('messages'), {
            token: staff.token,
            headers: { 'Content-Type': 'application/x-ndjson' },
            rawBody: items.map((one) => `${JSON.stringify(one)}\n`).join(''),
          });
    const ids = answer.body.results.map(({ message_id: id }: any) => id);
    const [first, later, plain, spanish] = await Promise.all(ids.map(shown));
    expect(first).toMatchObject({
      message: 'Dear Ana, code 4711',
      deliveries: [{ priority: 'high', reference: 'r-1', metadata: { a: 1 }, template_id: 'code', template_version: 1 }],
    });
    expect(later.deliveries[0]).toMatchObject({ status: 'scheduled', template_id: null, template_version: null });
    const { body: sent } = await world.client.get(at(`customers/${customer}/messages`), { token: staff.token });
    expect(sent.messages.map(({ message }: any) => message)).not.toContain('later');
    expect(plain).toMatchObject({ message: 'plain', deliveries: [{ priority: 'normal' }] });
    expect(spanish).toMatchObject({ message: 'Hola, Ana: 4711', deliveries: [{ priority: 'bulk' }] });
  });

  test.each(['alone', 'in a batch'])('a scheduled message keeps the text that it had when it was accepted, sent %s', async (how) => {
    const id = how === 'alone' ? 'kept' : 'kept-batch';
    await write(id);
    const body = { ...ANA, template_id: id, send_at: `${new Date(Date.now() + 6_000).toISOString().slice(0, 19)}Z` };
    const answer = how === 'alone' ? (await send(body)).body.id : (await batch([item(body)])).body.results[0].message_id;
    const template = { template_id: id, template_version: 1 };
    expect(await shown(answer)).toMatchObject({ message: 'Dear Ana, code 4711', deliveries: [{ ...template, status: 'scheduled' }] });
    await rewrite(id, 'Two {{name}}');
    await post(`templates/${id}/archive`, {});
    await until('it is delivered', async () => (await shown(answer)).deliveries[0].status === 'delivered');
    expect(await shown(answer)).toMatchObject({ message: 'Dear Ana, code 4711', deliveries: [template] });
  });

  test('a batch of many messages is of one template, and names at most a hundred versions', async () => {
    const many = await batch(
      Array.from({ length: 300 }, (_, code) => item({ ...ANA, transport: 'FAX', personalisation: { name: 'N', code } })),
    );
    expect(many.body.results.map(({ status }: any) => status)).toEqual(Array(300).fill(201));
    const unknown = await batch(Array.from({ length: 150 }, (_, index) => item({ ...ANA, template_id: `none-${index}` })));
    const statuses = unknown.body.results.map(({ status }: any) => status);
    expect([statuses.slice(0, 100), statuses.slice(100)]).toEqual([Array(100).fill(404), Array(50).fill(400)]);
  });

  test('a repeat with the same key is answered as before, though the template has changed or is archived', async () => {
    await write('keyed');
    const body = { ...ANA, template_id: 'keyed', reference: 'key' };
    const [key, batchKey] = [randomUUID(), randomUUID()];
    const first = await send(body, key);
    const items = [item(body), item({ message: 'plain', priority: 'high' })];
    const firstBatch = await batch(items, batchKey);
    await rewrite('keyed', 'Two {{name}}');
    const again = await send(body, key);
    expect([again.status, again.body.id, again.body.message, again.headers['idempotent-replayed']]).toEqual([
      201,
      first.body.id,
      'Dear Ana, code 4711',
      'true',
    ]);
    const againBatch = await batch(items, batchKey);
    expect([againBatch.body, againBatch.headers['idempotent-replayed']]).toEqual([firstBatch.body, 'true']);

    const other = { ...body, personalisation: { name: 'Eva', code: 1 } };
    expect((await send(other, key)).status).toBe(422);
    const changed = await batch([item(other), item({ message: 'plain' })], batchKey);
    expect(changed.body.results.map(({ status }: any) => status)).toEqual([422, 422]);

    await post('templates/keyed/archive', {});
    expect((await send(body, key)).body.id).toBe(first.body.id);
    expect((await send(body, randomUUID())).status).toBe(409);
  });

  test('of calls with one key at the same time one is stored', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(ANA, key)));
    const stored = answers.filter(({ status }) => status === 201);
    expect(new Set(stored.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect((await send(ANA, key)).headers['idempotent-replayed']).toBe('true');
  });
});
