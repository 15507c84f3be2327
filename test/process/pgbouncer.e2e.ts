import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { type PgBouncer, pgBouncerPath, startPgBouncer } from '../support/pgbouncer.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, runToEnd, type Service, startService } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

jest.setTimeout(180_000);

const path = databaseKind() === 'postgres' ? pgBouncerPath() : undefined;
if (path === undefined)
  process.stderr.write('\nThe tests behind PgBouncer are skipped: they need PostgreSQL and Debian’s package pgbouncer.\n');

type Database = Awaited<ReturnType<typeof createDatabase>>;

const PLANNED_ANEW = 'it keeps no prepared statements';
const NOT_HEARD = 'DATABASE_DIRECT_URL is not set';
/** What the service says of a connection that it closes. */
const CLOSED = /the connection to the database is closed/;

(path === undefined ? describe.skip : describe)('behind PgBouncer', () => {
  const ends: (() => unknown)[] = [];
  let database: Database;
  let pooler: PgBouncer;

  const newDatabase = async (): Promise<Database> => {
    const made = await createDatabase();
    ends.push(made.drop);
    return made;
  };
  const newPooler = async (mode: 'session' | 'transaction' | 'statement', { url }: Database): Promise<PgBouncer> => {
    const made = await startPgBouncer(String(path), url, mode);
    ends.push(made.stop);
    return made;
  };
  const start = async (env: Record<string, string>): Promise<Service> => {
    const service = await startService({ SANDBOX: 'true', ...env });
    ends.push(async () => {
      await service.stop();
      removeFolder(service.dataDir);
    });
    return service;
  };

  beforeAll(async () => {
    database = await newDatabase();
    pooler = await newPooler('transaction', database);
  });
  afterAll(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /**
   * Creates and lists as many at a time as make the pooler exchange sessions; their statuses other than 201 and 200.
   *
   * @param by is logged in already.
   */
  async function load(service: Service, calls: number, by?: SandboxClient): Promise<number[]> {
    const client = by ?? (await SandboxClient.of(service));
    const statuses: number[] = [];
    let left = calls;
    const work = async (): Promise<void> => {
      while (left-- > 0)
        statuses.push((await (left % 2 === 0 ? client.send(`load ${left}`) : client.get(`${client.messages}?limit=5`))).status);
    };
    await Promise.all(Array.from({ length: 40 }, work));
    expect(statuses.length).toBe(calls);
    return statuses.filter((status) => status !== 200 && status !== 201);
  }

  /** Milliseconds from the revocation of a session at one replica, right after the other has found it good, to the other's refusal. */
  async function millisecondsToRefusal(near: World, far: Service, user: WorldUser): Promise<number> {
    const there = new Client(far.url);
    const current = async (): Promise<number> => (await there.get('/obp/v4.0.0/users/current', { token: user.token })).status;
    expect(await current()).toBe(200);
    const revoked = Date.now();
    expect((await near.client.delete('/messaging/v1/me/sessions/current', { token: user.token })).status).toBe(204);
    while ((await current()) === 200);
    return Date.now() - revoked;
  }

  describe('in transaction mode, with DATABASE_DIRECT_URL', () => {
    let near: Service;
    let far: Service;
    let world: World;

    beforeAll(async () => {
      const env = { DATABASE_URL: pooler.through(database.url), DATABASE_DIRECT_URL: database.url };
      near = await start(env);
      far = await start({ ...env, DELIVERY_WORKERS: 'off' });
      world = await World.create(new Client(near.url), near.dataDir);
    });

    test('it starts, and says what is slower', () => {
      expect(near.output()).toContain(PLANNED_ANEW);
      expect(near.output()).not.toContain(NOT_HEARD);
    });

    test('migrations, listening and the locks that show keys go past it', async () => {
      const direct = await sql<{ name: string }>(
        database.url,
        `SELECT application_name AS name FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^(LISTEN|SELECT pg_advisory_lock_shared)'`,
      );
      expect(direct.map(({ name }) => name).sort()).toEqual(
        ['changes', 'changes', 'deliveries'].map((name) => `customer-messages ${name}`),
      );
      expect(pooler.output()).not.toMatch(/when not linked|application_name=customer-messages (changes|deliveries|keys)/);
    });

    test('staff and customers do what they do', async () => {
      const { client } = world;
      const [bank, staff, reader] = [await world.bank(), await world.user('staff'), await world.user('reader')];
      const customer = await world.customer(bank);
      await world.link(bank, reader, customer);
      for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
      const messages = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
      const keyed = { token: staff.token, headers: { 'Idempotency-Key': randomUUID() } };
      expect((await client.post(messages, { ...MESSAGE, message: 'one' }, keyed)).status).toBe(201);
      expect((await client.post(messages, { ...MESSAGE, message: 'one' }, keyed)).headers['idempotent-replayed']).toBe('true');
      const batch = ['two', 'three'].map((message) => ({ ...MESSAGE, message, customer_id: customer }));
      expect((await client.post(`/messaging/v1/banks/${bank}/messages`, batch, { token: staff.token })).status).toBe(207);
      const texts = (list: { message: string }[]): string[] => list.map(({ message }) => message).sort();
      const listed = await client.get(messages, { token: staff.token });
      const inbox = await client.get(`/obp/v1.4.0/banks/${bank}/customer/messages`, { token: reader.token });
      const everywhere = await client.get('/messaging/v1/me/messages', { token: reader.token });
      for (const { body } of [listed, inbox, everywhere]) expect(texts(body.messages)).toEqual(['one', 'three', 'two']);
    });

    test('a load of both kinds ends without an error', async () => {
      expect((await Promise.all([load(near, 500), load(far, 500)])).flat()).toEqual([]);
      for (const { output } of [near, far]) expect(output()).not.toMatch(CLOSED);
      const sent = 'SELECT count(*)::int AS left FROM delivery_queue';
      await until('deliveries leave', async () => (await sql(database.url, sent))[0]?.left === 0);
    });

    test('a revocation is known to the other process as soon as it is told', async () => {
      const times: number[] = [];
      for (let round = 0; round < 3; round++) times.push(await millisecondsToRefusal(world, far, await world.user('revoked')));
      expect(Math.min(...times)).toBeLessThan(400); // what is remembered without being told holds for 800
    });

    test('nothing of ours stays in the sessions that it shares', async () => {
      const settings = `SELECT pg_backend_pid() AS session, current_setting('lock_timeout') AS lock_timeout, current_setting('statement_timeout') AS statement_timeout,
        current_setting('default_transaction_isolation') AS isolation, (SELECT count(*)::int FROM pg_listening_channels()) AS channels,
        (SELECT count(*)::int FROM pg_prepared_statements) AS statements, (SELECT count(*)::int FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory') AS locks`;
      const url = pooler.through(database.url);
      const found = await Promise.all(Array.from({ length: 20 }, () => sql(url, `${settings}, pg_sleep(0.2)`)));
      const states = found.map(([{ session: _, pg_sleep: __, ...state }]) => JSON.stringify(state));
      expect([...new Set(states)].map((state) => JSON.parse(state) as unknown)).toEqual([
        { lock_timeout: '0', statement_timeout: '0', isolation: 'read committed', channels: 0, statements: 0, locks: 0 },
      ]);
    });
  });

  test('in transaction mode, without DATABASE_DIRECT_URL: it says what is slower, and leaves nothing in shared sessions', async () => {
    const own = await newDatabase();
    const env = { DATABASE_URL: pooler.through(own.url) };
    const near = await start(env);
    const far = await start(env);
    expect(near.output()).toContain(NOT_HEARD);
    expect(await load(far, 200)).toEqual([]);
    const world = await World.create(new Client(near.url), near.dataDir);
    expect(await millisecondsToRefusal(world, far, await world.user('revoked'))).toBeLessThan(2_000);
    expect(
      await sql(
        own.url,
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      ),
    ).toEqual([]);
  });

  test('one that shares sessions from now on: the connections that notice are closed, each with a line, and what follows has no names', async () => {
    const own = await newDatabase();
    const changing = await newPooler('session', own);
    const service = await start({ DATABASE_URL: changing.through(own.url) });
    expect(service.output()).not.toContain('leads to a pooler');
    const staff = await SandboxClient.of(service);
    expect(await load(service, 200, staff)).toEqual([]);
    const names = await sql(
      own.url,
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^LISTEN|advisory_lock_shared'`,
    );
    expect(names).not.toEqual([]);
    changing.change('transaction');
    await until('a statement is not found', async () => {
      for (const status of await load(service, 200, staff)) expect(status).toBe(503);
      return CLOSED.test(service.output());
    });
    expect(service.output()).toMatch(
      /closed \((42P05|26000)\): a pooler such as PgBouncer does not keep prepared statements; from now on statements have no names/,
    );
    await until('all are without names', async () => (await load(service, 200, staff)).length === 0);
    const closed = service
      .output()
      .split('\n')
      .filter((line) => CLOSED.test(line)).length;
    expect(await load(service, 400, staff)).toEqual([]);
    expect(
      service
        .output()
        .split('\n')
        .filter((line) => CLOSED.test(line)).length,
    ).toBe(closed);
  });

  test('what the service cannot work with is refused in one sentence', async () => {
    const [other, statements] = [await newDatabase(), await newPooler('statement', database)];
    const through = pooler.through(database.url);
    const refusal = async (env: Record<string, string>): Promise<unknown> => {
      const { code, output } = await runToEnd(env);
      return [code, output.trim()];
    };
    expect(
      await Promise.all([
        refusal({ DATABASE_URL: statements.through(database.url) }),
        refusal({ DATABASE_URL: through, DATABASE_DIRECT_URL: other.url }),
        refusal({ DATABASE_URL: through, DATABASE_DIRECT_URL: through }),
      ]),
    ).toEqual(
      [
        /^DATABASE_URL: PgBouncer takes no transactions in statement mode: .+$/,
        /^DATABASE_DIRECT_URL leads to another database, or another schema of it, than DATABASE_URL$/,
        /^DATABASE_DIRECT_URL leads to a pooler that shares sessions: .+$/,
      ].map((sentence) => [78, expect.stringMatching(sentence)]),
    );
  });
});
