import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Answer, Client, exchange } from '../support/client.js';
import { createDatabase, databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService, temporaryFolder, SHORT_LIVED } from '../support/service.mjs';
import { connectTo, sql, until } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

jest.setTimeout(180_000);

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const KEYS = { JWT_SECRET: 'a-jwt-secret-of-at-least-32-characters', SECRETS_KEY: 'a-secrets-key-of-at-least-32-characters' };
const TEXT = 'A text that no record holds';

/** A bank with two customers, one of them linked to a reader, and staff who may send and read. */
class Branch {
  private constructor(
    readonly world: World,
    readonly bank: string,
    readonly customers: readonly [string, string],
    readonly staff: WorldUser,
    readonly reader: WorldUser,
  ) {}

  static async of(service: Service): Promise<Branch> {
    const world = await World.create(new Client(service.url), service.dataDir);
    const bank = await world.bank();
    const customers = [await world.customer(bank), await world.customer(bank)] as const;
    const staff = await world.user('staff');
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    const reader = await world.user('reader');
    await world.link(bank, reader, customers[0]);
    return new Branch(world, bank, customers, staff, reader);
  }

  path(version: 'v1.4.0' | 'v4.0.0' | 'v5.1.0', customer = this.customers[0]): string {
    return `/obp/${version}/banks/${this.bank}/${version === 'v1.4.0' ? 'customer' : 'customers'}/${customer}/messages`;
  }

  send(message = TEXT, headers: Record<string, string> = {}): Promise<Answer> {
    return this.world.client.post(this.path('v4.0.0'), { ...MESSAGE, message }, { token: this.staff.token, headers });
  }

  list(): Promise<Answer> {
    return this.world.client.get(this.path('v4.0.0'), { token: this.staff.token });
  }
}

describe('with AUDIT_MESSAGES=true', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let branch: Branch;
  let records: any[];
  let inboxes: any[];
  let batch: Answer;
  const dataDir = temporaryFolder();
  const env = (): Record<string, string> => ({ ...database.env, ...KEYS, SANDBOX: 'true', DATA_DIR: dataDir });
  const cli = async (...args: string[]): Promise<any> =>
    JSON.parse(
      (await promisify(execFile)(process.execPath, [...SHORT_LIVED, CLI, ...args], { env: { PATH: process.env.PATH, ...env() } })).stdout,
    );
  const accesses = async (...args: string[]): Promise<any[]> => (await cli('audit', 'messages', ...args)).message_access_records;

  beforeAll(async () => {
    database = await ownDatabase();
    const service = await startService({ ...env(), AUDIT_MESSAGES: 'true' });
    branch = await Branch.of(service);
    const { world, bank, customers, staff, reader } = branch;
    await branch.send(TEXT, { 'X-Request-ID': 'chosen' });
    for (let times = 0; times < 2; times++) await branch.send(TEXT, { 'Idempotency-Key': 'the-same' });
    const { message, from_department, from_person } = MESSAGE;
    const v140 = { message, from_department, from_person };
    expect((await world.client.post(branch.path('v1.4.0'), v140, { token: staff.token })).status).toBe(201);
    const items = [customers[0], customers[1], customers[1], 'nobody'].map((customer) => ({ ...MESSAGE, customer_id: customer }));
    batch = await world.client.post(`/messaging/v1/banks/${bank}/messages`, items, { token: staff.token });
    expect((await world.client.get(`${branch.path('v5.1.0')}?limit=2`, { token: staff.token })).body.messages).toHaveLength(2);
    expect((await branch.list()).body.messages).toHaveLength(4);
    expect((await world.client.get(`/obp/v1.4.0/banks/${bank}/customer/messages`, { token: reader.token })).status).toBe(200);
    expect((await world.client.get(branch.path('v4.0.0'), { token: reader.token })).status).toBe(403);
    expect((await world.client.get(branch.path('v4.0.0', 'nobody'), { token: staff.token })).status).toBe(404);
    await service.stop(); // what waits is written before the end
    records = await accesses(bank, customers[0]);
    inboxes = await accesses(bank, '');
  });
  afterAll(async () => {
    await database.drop();
    removeFolder(dataDir);
  });

  test('each create and read of a customer leaves a record, newest first; what was repeated or refused none', () => {
    const [result] = batch.body.results as { message_id: string }[];
    expect(records.map(({ operation_id: operation, listed, message_ids: ids }) => [operation, listed, ids.length])).toEqual([
      ['OBPv4.0.0-getCustomerMessages', 4, 0],
      ['OBPv4.0.0-getCustomerMessages', 2, 0],
      ['createCustomerMessages', null, 1],
      ['OBPv1.4.0-addCustomerMessage', null, 1],
      ['OBPv4.0.0-createCustomerMessage', null, 1],
      ['OBPv4.0.0-createCustomerMessage', null, 1],
    ]);
    expect(records[2].message_ids).toEqual([result?.message_id]);
  });

  test('a record says who, through what, from where and in which request, and nothing of the text', () => {
    const { bank, customers, staff } = branch;
    const session = (JSON.parse(Buffer.from(staff.token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }).jti;
    expect(records.at(-1)).toEqual({
      at: expect.stringMatching(/Z$/),
      bank_id: bank,
      customer_id: customers[0],
      operation_id: 'OBPv4.0.0-createCustomerMessage',
      user_id: staff.userId,
      consumer_id: expect.stringMatching(/.+/),
      session_id: session,
      address: '127.0.0.1',
      message_ids: [expect.stringMatching(UUID)],
      listed: null,
      request_id: expect.stringMatching(UUID),
      correlation_id: 'chosen',
    });
    expect(JSON.stringify(records)).not.toContain('text');
  });

  test('an inbox is read by its user, of all customers', () => {
    expect(inboxes.map(({ user_id: user, operation_id: operation, listed }) => [user, operation, listed])).toEqual([
      [branch.reader.userId, 'OBPv1.4.0-getCustomersMessages', 4],
    ]);
  });

  test('a batch leaves a record for each customer, with the messages that were stored', async () => {
    const { bank, customers } = branch;
    const ids = (batch.body.results as { message_id?: string }[]).map(({ message_id: id }) => id);
    const [record, ...others] = await accesses(bank, customers[1]);
    expect([record.message_ids, others]).toEqual([[ids[1], ids[2]], []]);
    expect(await accesses(bank, 'nobody')).toEqual([]);
  });

  test('records are found by time and in pages, and who looks leaves a record', async () => {
    const { bank, customers } = branch;
    const [newest, second] = records;
    expect(await accesses(bank, customers[0], '--limit', '1', '--offset', '1')).toEqual([second]);
    expect(await accesses(bank, customers[0], '--from', newest.at)).toContainEqual(newest);
    expect(await accesses(bank, customers[0], '--before', records.at(-1).at)).toEqual([]);
    const { audit_records: looks } = await cli('audit', 'list', '--action', 'message_access_records.exported');
    expect(looks[0]).toMatchObject({ subject_id: customers[0], bank_id: bank, after: { rows: 0 } });
  });
});

test('without it nothing is recorded', async () => {
  const database = await ownDatabase();
  const own = { ...database.env, ...KEYS, SANDBOX: 'true', DATA_DIR: temporaryFolder() };
  const service = await startService(own);
  const branch = await Branch.of(service);
  await branch.send();
  await branch.list();
  await service.stop();
  const env = { PATH: process.env.PATH, ...own };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...SHORT_LIVED, CLI, 'audit', 'messages', branch.bank, branch.customers[0]],
    { env },
  );
  expect(JSON.parse(stdout)).toEqual({ message_access_records: [] });
  await database.drop();
  removeFolder(service.dataDir);
});

(databaseKind() === 'postgres' ? describe : describe.skip)('on one server', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  const partitions = async (): Promise<string[]> => {
    const rows = await sql<{ name: string }>(
      database.url,
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'message_access_records'::regclass ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };
  const count = async (): Promise<number> =>
    (await sql<{ all: number }>(database.url, 'SELECT count(*)::int AS all FROM message_access_records'))[0]?.all ?? 0;
  const env = (): Record<string, string> => ({ DATABASE_URL: database.url, SANDBOX: 'true', AUDIT_MESSAGES: 'true', ...KEYS });

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  test('two replicas write into one partition a month, and old months go', async () => {
    const first = await startService(env());
    const months = [
      ['2025_01', '2025-01-01', '2025-02-01'],
      ['2025_02', '2025-02-01', '2025-03-01'],
    ] as const;
    for (const [name, from, to] of months)
      await sql(
        database.url,
        `CREATE TABLE message_access_records_${name} PARTITION OF message_access_records FOR VALUES FROM ('${from} 00:00Z') TO ('${to} 00:00Z')`,
      );
    const days = Math.floor((Date.now() - Date.UTC(2025, 1, 28)) / 86_400_000); // the last of February is just as old as is kept
    const second = await startService({ ...env(), ACCESS_RECORD_DAYS: String(days) });
    await until('January is gone', async () => !(await partitions()).includes('message_access_records_2025_01'));
    expect(await partitions()).toContain('message_access_records_2025_02');
    const branch = await Branch.of(first);
    await Promise.all(
      [first, second].flatMap(({ url }) =>
        Array.from({ length: 50 }, async () => {
          const { status } = await exchange(url, 'GET', branch.path('v4.0.0'), { DirectLogin: `token=${branch.staff.token}` });
          expect(status).toBe(200);
        }),
      ),
    );
    await until('all are written', async () => (await count()) === 100);
    expect((await partitions()).length).toBeLessThanOrEqual(3);
    await Promise.all([first.stop(), second.stop()]);
    removeFolder(first.dataDir);
    removeFolder(second.dataDir);
  });

  test('no call waits for its record', async () => {
    const service = await startService(env());
    const branch = await Branch.of(service);
    const before = await count();
    const holder = await connectTo(database.url);
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE message_access_records IN ACCESS EXCLUSIVE MODE');
    for (let times = 0; times < 20; times++) expect([(await branch.send()).status, (await branch.list()).status]).toEqual([201, 200]);
    await holder.query('COMMIT');
    await holder.end();
    await until('all are written', async () => (await count()) === before + 40);
    await service.stop();
    removeFolder(service.dataDir);
  });
});
