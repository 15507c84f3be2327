import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { type Answer, Client, shared } from '../support/client.js';
import { databaseKind } from '../support/databases.mjs';
import { keysIn, removeFolder, type Service, startService } from '../support/service.mjs';
import { World, type WorldUser } from '../support/world.js';

const newId = (): string => `b.${randomBytes(5).toString('hex')}`;
const NOT_FOUND = 'OBP-30001: Bank not found. Please specify a valid value for BANK_ID.';
const NO_ROLE = { code: 403, message: 'OBP-20006: User is missing one or more roles: CanCreateBank' };

let world: World;
let nobody: WorldUser;
let admin: { token: string };

beforeAll(async () => {
  world = await World.create();
  nobody = await world.user('nobody');
  admin = { token: world.admin.token };
});

const v4Body = (id: string): object => ({
  id,
  short_name: 'Short',
  full_name: 'Full name',
  logo: '',
  website: 'https://example.com',
  bank_routings: [
    { scheme: 'BIC', address: 'GOLDENXX' },
    { scheme: 'SORT', address: '12-34-56' },
    { scheme: 'IGNORED', address: 'third' },
  ],
});

describe('creating through v4.0.0', () => {
  const create = (body: unknown, call: object = admin): Promise<Answer> => world.client.post('/obp/v4.0.0/banks', body, call);

  test('keeps the BIC and the first other routing, and lists the bank id among them', async () => {
    const id = newId();
    const created = await create(v4Body(id));
    const expected = {
      id,
      short_name: 'Short',
      full_name: 'Full name',
      logo: null,
      website: 'https://example.com',
      bank_routings: [
        { scheme: 'OBP', address: id },
        { scheme: 'BIC', address: 'GOLDENXX' },
        { scheme: 'SORT', address: '12-34-56' },
      ],
      attributes: [],
    };
    expect([created.status, created.body]).toEqual([201, expected]);
    expect(Object.keys(created.body)).toEqual(Object.keys(expected));
    expect((await world.client.get(`/obp/v4.0.0/banks/${id}`)).body).toEqual(expected);
  });

  test('lets the creator grant roles there, and leaves a record', async () => {
    const id = newId();
    await create(v4Body(id));
    const user = await world.user('granted');
    await world.grant(user, 'CanGetCustomer', id);
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${id}`, admin);
    expect(body.audit_records).toMatchObject([{ action: 'bank.created', bank_id: id, actor_user_id: world.admin.userId }]);
  });

  test.each([
    ['a short id', 'abc', 'OBP-10001: Incorrect json format. Min length of BANK_ID should be greater than 3 characters.'],
    ['a long id', 'seventeen.charact', 'OBP-20010: Value too long.'],
    ['a space in the id', 'a b c d', 'OBP-10001: Incorrect json format. Here are all invalid values: List((id,a b c d))'],
  ])('refuses %s', async (_name, id, message) => {
    const { body } = await create(v4Body(id));
    expect(body).toEqual({ code: 400, message });
  });

  test('refuses an id that exists, and does not change that bank (decision 12)', async () => {
    const id = newId();
    await create(v4Body(id));
    const again = await create({ ...v4Body(id), full_name: 'Another' });
    expect(again.body).toEqual({ code: 400, message: 'OBP-34000: Bank Id already exists. Please specify a different value.' });
    expect((await world.client.get(`/obp/v4.0.0/banks/${id}`)).body.full_name).toBe('Full name');
  });

  test('refuses strangers, those without the role, and another shape', async () => {
    expect((await create(v4Body(newId()), {})).status).toBe(401);
    expect((await create({}, { token: nobody.token })).body).toEqual(NO_ROLE);
    const { body } = await create({ id: 'abcd' });
    expect(body).toEqual({ code: 400, message: 'OBP-10001: Incorrect json format. The Json body should be the BankJson400 ' });
  });
});

describe('creating and changing through v5.0.0', () => {
  const create = (body: unknown, call: object = admin): Promise<Answer> => world.client.post('/obp/v5.0.0/banks', body, call);
  const update = (body: unknown, call: object = admin): Promise<Answer> => world.client.put('/obp/v5.0.0/banks', body, call);

  test('creates with a code instead of a short name and keeps empty routings in the answer', async () => {
    const id = newId();
    const created = await create({ id, bank_code: 'CODE', full_name: 'Full', bank_routings: [{ scheme: 'BIC', address: 'VFIVEXXX' }] });
    const expected = {
      id,
      bank_code: 'CODE',
      full_name: 'Full',
      logo: null,
      website: null,
      bank_routings: [
        { scheme: 'OBP', address: id },
        { scheme: 'BIC', address: 'VFIVEXXX' },
        { scheme: '', address: '' },
      ],
      attributes: [],
    };
    expect([created.status, created.body]).toEqual([201, expected]);
    expect(Object.keys(created.body)).toEqual(Object.keys(expected));
    expect((await world.client.get(`/obp/v5.0.0/banks/${id}`)).body.bank_routings).toEqual([
      { scheme: 'BIC', address: 'VFIVEXXX' },
      { scheme: 'OBP', address: id },
    ]);
  });

  test('needs only a code beside the id, of which it says so', async () => {
    expect((await create({ id: newId(), bank_code: 'CODE' })).status).toBe(201);
    expect((await create({ bank_code: 'CODE' })).body).toEqual({
      code: 400,
      message: 'OBP-10001: Incorrect json format. The field id must be given.',
    });
    expect((await create({ id: newId() })).body.message).toBe(
      'OBP-10001: Incorrect json format. The Json body should be the PostBankJson500 ',
    );
  });

  test('refuses an id that exists, a bad one, strangers and those without the role', async () => {
    const id = newId();
    await create({ id, bank_code: 'CODE' });
    expect((await create({ id, bank_code: 'CODE' })).body.message).toBe(
      'OBP-34000: Bank Id already exists. Please specify a different value.',
    );
    expect((await create({ id: 'abc', bank_code: 'CODE' })).body.message).toContain('Min length of BANK_ID');
    expect((await create({ id: 'x'.repeat(17), bank_code: 'CODE' })).body.message).toBe('OBP-20010: Value too long.');
    expect((await create({ id, bank_code: 'CODE' }, {})).status).toBe(401);
    expect((await create({}, { token: nobody.token })).body).toEqual(NO_ROLE);
  });

  test('an update is seen at once, empties what is absent, and leaves the routings (decision 16)', async () => {
    const id = newId();
    await create({ id, bank_code: 'OLD', logo: 'https://example.com/l.png', bank_routings: [{ scheme: 'SORT', address: '12-34-56' }] });
    expect((await world.client.get(`/obp/v5.0.0/banks/${id}`)).body.bank_code).toBe('OLD'); // now it is remembered
    const routings = [
      { scheme: 'OBP', address: id },
      { scheme: 'SORT', address: '12-34-56' },
    ];
    const updated = await update({ id, bank_code: 'NEW', full_name: 'Renamed' });
    expect([updated.status, updated.body]).toEqual([
      200,
      { id, bank_code: 'NEW', full_name: 'Renamed', logo: null, website: null, bank_routings: routings, attributes: [] },
    ]);
    const seen = await world.client.get(`/obp/v4.0.0/banks/${id}`);
    expect(seen.body).toMatchObject({ short_name: 'NEW', full_name: 'Renamed', logo: null, bank_routings: routings });
  });

  test('an update replaces the routings that it names, and removes them all for an empty list', async () => {
    const id = newId();
    await create({ id, bank_code: 'X', bank_routings: [{ scheme: 'SORT', address: '12-34-56' }] });
    const replaced = await update({ id, bank_code: 'X', bank_routings: [{ scheme: 'BIC', address: 'NEWBICXX' }] });
    expect(replaced.body.bank_routings).toEqual([
      { scheme: 'BIC', address: 'NEWBICXX' },
      { scheme: 'OBP', address: id },
    ]);
    const removed = await update({ id, bank_code: 'X', bank_routings: [] });
    expect(removed.body.bank_routings).toEqual([{ scheme: 'OBP', address: id }]);
  });

  test('an update leaves a record of what was and what is', async () => {
    const id = newId();
    await create({ id, bank_code: 'OLD' });
    await update({ id, bank_code: 'NEW' });
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${id}&action=bank.updated`, admin);
    expect(body.audit_records).toMatchObject([{ before: { shortName: 'OLD' }, after: { shortName: 'NEW' } }]);
  });

  test('an update is refused without an id, for an unknown bank, to strangers and without the role', async () => {
    expect((await update({ bank_code: 'X' })).body).toEqual({ code: 400, message: 'OBP-34001: Could not update the Bank' });
    expect((await update({ id: 'no.such.bank', bank_code: 'X' })).body).toEqual({
      code: 404,
      message: `${NOT_FOUND} Current BankId is no.such.bank`,
    });
    expect((await update({ id: 'no such' })).body.message).toContain('Here are all invalid values: List((id,no such))');
    expect((await update({ id: 'no.such.bank' })).body.message).toContain('The Json body should be the PostBankJson500 ');
    expect((await update({ id: 'no.such.bank', bank_code: 'X' }, {})).status).toBe(401);
    expect((await update({}, { token: nobody.token })).body).toEqual(NO_ROLE);
  });
});

describe('reading', () => {
  test('an old version shows one routing and the list of all', async () => {
    const id = newId();
    await world.client.post('/obp/v4.0.0/banks', v4Body(id), admin);
    for (const version of ['v1.4.0', 'v2.2.0', 'v3.1.0']) {
      const { status, body } = await world.client.get(`/obp/${version}/banks/${id}`);
      expect([status, body]).toEqual([
        200,
        {
          id,
          short_name: 'Short',
          full_name: 'Full name',
          logo: null,
          website: 'https://example.com',
          bank_routing: { scheme: 'SORT', address: '12-34-56' },
          bank_routings: [
            { scheme: 'OBP', address: id },
            { scheme: 'BIC', address: 'GOLDENXX' },
            { scheme: 'SORT', address: '12-34-56' },
          ],
        },
      ]);
    }
  });

  test.each(['v1.4.0', 'v3.1.0', 'v4.0.0', 'v5.0.0', 'v5.1.0'])('an unknown bank is 404 in %s', async (version) => {
    const { body } = await world.client.get(`/obp/${version}/banks/no.such.bank`);
    expect(body).toEqual({ code: 404, message: `${NOT_FOUND} Current BankId is no.such.bank` });
  });

  test('a wrong token is refused although nobody has to log in', async () => {
    expect((await world.client.get('/obp/v4.0.0/banks', { token: 'wrong' })).status).toBe(401);
  });

  test.each([
    ['v3.1.0', ['id', 'short_name', 'full_name', 'logo', 'website', 'bank_routing', 'bank_routings']],
    ['v4.0.0', ['id', 'short_name', 'full_name', 'logo', 'website', 'bank_routings', 'attributes']],
    ['v5.1.0', ['id', 'short_name', 'full_name', 'logo', 'website', 'bank_routings', 'attributes']],
  ])('the list of %s is in the order of ids, to anybody', async (version, fields) => {
    const { status, headers, body } = await world.client.get<{ banks: Record<string, unknown>[] }>(`/obp/${version}/banks`);
    expect(status).toBe(200);
    expect(headers.range).toBeUndefined();
    expect(Object.keys(body)).toEqual(['banks']);
    for (const bank of body.banks) expect(Object.keys(bank)).toEqual(fields);
  });

  test('a page says which it is and where the next one is; the pages together hold every bank once', async () => {
    const mine = [newId(), newId(), newId()];
    for (const id of mine) await world.client.post('/obp/v4.0.0/banks', v4Body(id), admin);
    const { body: whole } = await world.client.get<{ banks: { id: string }[] }>('/obp/v4.0.0/banks?limit=1000');
    const pages: string[] = [];
    let path: string | undefined = '/obp/v4.0.0/banks?limit=2';
    while (path !== undefined && pages.length < 2000) {
      const page: Answer<{ banks: { id: string }[] }> = await world.client.get(path);
      expect(page.body.banks.length).toBeLessThanOrEqual(2);
      expect(page.headers.range).toBe(`items=${pages.length}-2`);
      pages.push(...page.body.banks.map(({ id }) => id));
      path = /^<(.*)>; rel="next"$/.exec(String(page.headers.link))?.[1]?.slice(world.client.base.length);
    }
    // Other files make banks meanwhile, which may push a bank onto the next page: those from before are all there.
    expect(new Set(pages)).toEqual(new Set([...pages, ...whole.banks.map(({ id }) => id)]));
    expect(pages).toEqual(expect.arrayContaining(mine));
  });

  test.each([
    ['limit=0', 'OBP-10025'],
    ['offset=-1', 'OBP-10024'],
  ])('%s is refused', async (query, code) => {
    const { status, body } = await world.client.get(`/obp/v4.0.0/banks?${query}`);
    expect(status).toBe(400);
    expect(body.message).toMatch(new RegExp(`^OBP-10016: Incorrect filter Parameters in URL\\.  <- ${code}: `));
  });
});

const onPostgres = databaseKind() === 'postgres' ? describe : describe.skip;

onPostgres('a second replica', () => {
  let other: Service | undefined;
  afterAll(async () => {
    await other?.stop();
    if (other !== undefined) removeFolder(other.dataDir);
  });

  test('shows a changed bank within a second', async () => {
    other = await startService({ DATABASE_URL: shared().databaseUrl ?? '', ...keysIn(shared().dataDir) });
    const there = new Client(other.url);
    const id = newId();
    await world.client.post('/obp/v5.0.0/banks', { id, bank_code: 'OLD' }, admin);
    expect((await there.get(`/obp/v5.0.0/banks/${id}`)).body.bank_code).toBe('OLD');
    await world.client.put('/obp/v5.0.0/banks', { id, bank_code: 'NEW' }, admin);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect((await there.get(`/obp/v5.0.0/banks/${id}`)).body.bank_code).toBe('NEW');
  });
});
