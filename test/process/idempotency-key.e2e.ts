import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Answer, exchange } from '../support/client.js';
import { createDatabase, databaseKind, ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { connectTo, sql, until } from '../support/sql.js';
import { MESSAGE } from '../support/world.js';

jest.setTimeout(180_000);

const create = ({ url, token, messages }: SandboxClient, key: string, message = key): Promise<Answer> =>
  exchange(
    url,
    'POST',
    messages,
    { DirectLogin: `token=${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    JSON.stringify({ ...MESSAGE, message }),
  );
const isReplay = ({ status, headers }: Answer): boolean => status === 201 && headers['idempotent-replayed'] === 'true';

test('a key is kept over kill -9, and after a lost answer the message is there once', async () => {
  const { env, drop } = await ownDatabase();
  let service = await startService(env);
  let client = await SandboxClient.of(service);
  const keys = Array.from({ length: 300 }, (_, index) => `key-${index}`);
  let stored = 0;
  let killed: Promise<number | null> | undefined;
  const first = await Promise.all(
    keys.map(async (key) => {
      const status = await create(client, key).then(
        (answer) => answer.status,
        () => undefined,
      );
      if (status === 201 && ++stored === 50) killed = service.stop('SIGKILL');
      return status;
    }),
  );
  expect(await killed).toBeNull();

  service = await startService({ ...env, DATA_DIR: service.dataDir });
  client = await SandboxClient.of(service);
  for (const [index, key] of keys.entries()) {
    const again = await create(client, key);
    expect(again.status).toBe(201);
    if (first[index] === 201) expect(isReplay(again)).toBe(true);
  }
  expect((await client.texts()).sort()).toEqual([...keys].sort());
  expect(await service.stop()).toBe(0);
  await drop();
  removeFolder(service.dataDir);
});

test('a key that has expired is new again', async () => {
  const { env, drop } = await ownDatabase();
  const service = await startService({ ...env, IDEMPOTENCY_KEY_HOURS: String(2 / 3600) });
  const client = await SandboxClient.of(service);
  expect((await create(client, 'key')).status).toBe(201);
  await until('the key is free', async () => {
    const answer = await create(client, 'key', 'another');
    return answer.status === 201 && !isReplay(answer);
  });
  expect(await client.texts()).toEqual(['another', 'key']);
  const { DATABASE_URL: url } = env;
  if (url !== undefined) await until('it is removed', async () => (await sql(url, 'SELECT FROM idempotency_keys')).length === 0);
  expect(await service.stop()).toBe(0);
  await drop();
  removeFolder(service.dataDir);
});

// The embedded database has one process.
const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('two replicas', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let services: Service[];
  let clients: [SandboxClient, SandboxClient];

  beforeAll(async () => {
    database = await createDatabase();
    const env = { DATABASE_URL: database.url, SANDBOX: 'true', JWT_SECRET: 's'.repeat(32), SECRETS_KEY: 's'.repeat(32) };
    const one = await startService(env);
    const two = await startService(env);
    services = [one, two];
    clients = [await SandboxClient.of(one), await SandboxClient.of({ url: two.url, dataDir: one.dataDir })];
  });
  afterAll(async () => {
    for (const service of services) expect(await service.stop()).toBe(0);
    await database.drop();
    for (const { dataDir } of services) removeFolder(dataDir);
  });

  test('while one of them works on the first call, both answer 409 to others; later both repeat its answer', async () => {
    const [one] = clients;
    // A message waits for the test's lock when its key is stored, and neither is committed.
    const LOCK = 42;
    await sql(
      database.url,
      `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(${LOCK}); RETURN NEW; END';
       CREATE TRIGGER hold BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION hold()`,
    );
    const holder = await connectTo(database.url);
    await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const first = create(one, 'shared');
    await until('the first call waits', async () => {
      const rows = await sql(database.url, `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`);
      return rows.length === 1;
    });
    for (const client of clients) {
      const { status, body } = await create(client, 'shared');
      expect([status, body.message]).toEqual([409, expect.stringMatching(/^OBP-98081: /)]);
    }
    await holder.end();
    expect(isReplay(await first)).toBe(false);
    for (const client of clients) expect(isReplay(await create(client, 'shared'))).toBe(true);
    expect(await one.texts()).toEqual(['shared']);
  });

  test('of calls to both at the same time one stores', async () => {
    const before = (await clients[0].texts()).length;
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all([0, 1, 0, 1].map((which) => create(clients[which] as SandboxClient, `round-${round}`)));
      expect(answers.filter((answer) => answer.status === 201 && !isReplay(answer))).toHaveLength(1);
      for (const { status } of answers) expect([201, 409]).toContain(status);
    }
    expect(await clients[0].texts()).toHaveLength(before + 20);
  });
});
