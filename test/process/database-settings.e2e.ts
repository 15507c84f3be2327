import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, exchange, sandboxOf } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { documentOf, operationsOf } from '../support/documents.js';
import { Proxy } from '../support/proxy.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, runToEnd, type Service, startService } from '../support/service.mjs';
import { sql, statementsWait, until } from '../support/sql.js';
import { MESSAGE, World } from '../support/world.js';

jest.setTimeout(240_000);

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

type Made = Awaited<ReturnType<typeof createDatabase>>;

const nameOf = (database: Made): string => new URL(database.url).pathname.slice(1);

/** Presets settings for whoever connects to the database. */
async function preset(database: Made, settings: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await sql(database.url, `ALTER DATABASE ${nameOf(database)} SET ${name} = ${value}`);
}

/** What an operator may have set for reasons of their own. None of it may show. */
const HOSTILE: Record<string, string> = {
  datestyle: `'German, DMY'`,
  intervalstyle: `'sql_standard'`,
  timezone: `'Pacific/Chatham'`,
  client_encoding: `'LATIN1'`,
  standard_conforming_strings: 'off',
  backslash_quote: 'off',
  bytea_output: `'escape'`,
  extra_float_digits: '-15',
  array_nulls: 'off',
  transform_null_equals: 'on',
  quote_all_identifiers: 'on',
  row_security: 'off',
  xmloption: 'document',
  exit_on_error: 'on',
  synchronous_commit: 'off',
  default_transaction_isolation: `'serializable'`,
  default_transaction_deferrable: 'on',
  search_path: 'theirs, nowhere',
  statement_timeout: `'15s'`,
  lock_timeout: `'15s'`,
  idle_in_transaction_session_timeout: `'15s'`,
  plan_cache_mode: 'force_generic_plan',
  enable_indexscan: 'off',
};

onServer('a database whose settings are not the usual ones', () => {
  let plain: Made;
  let hostile: Made;
  let services: { usual: Service; unusual: Service };
  let proxy: Proxy;

  beforeAll(async () => {
    [plain, hostile] = await Promise.all([createDatabase(), createDatabase()]);
    await sql(hostile.url, 'CREATE SCHEMA theirs');
    await preset(hostile, HOSTILE);
    proxy = await Proxy.before(hostile.url);
    // A delivery that is sent meanwhile would look another way at one of them.
    const start = (url: string): Promise<Service> => startService({ DATABASE_URL: url, SANDBOX: 'true', DELIVERY_WORKERS: 'off' });
    const [usual, unusual] = await Promise.all([start(plain.url), start(proxy.url)]);
    services = { usual, unusual };
  });
  afterAll(async () => {
    for (const service of Object.values(services)) {
      await service.stop();
      removeFolder(service.dataDir);
    }
    await proxy.close();
    await Promise.all([plain.drop(), hostile.drop()]);
  });

  test('every reading operation answers as on one with the usual settings', async () => {
    for (const { url } of [plain, hostile])
      await sql(url, `INSERT INTO refused_calls VALUES (date_trunc('minute', now() - interval '1 hour'), '192.0.2.1', '', 1, 2, 3)`);
    const [there, here] = await Promise.all([answersOf(services.unusual), answersOf(services.usual)]);
    expect(here.filter((line) => / 200 /.test(line)).length).toBeGreaterThan(50);
    expect(there).toEqual(here);
    expect(here.join()).toContain('"refused_calls":[{"minute":"<date with milliseconds>","address":"192.0.2.1"');
    expect(services.unusual.output()).not.toContain('request failed');
  });

  test('what comes at the same time is stored once, with the disk waited for', async () => {
    const client = await SandboxClient.of(services.unusual);
    await sql(
      hostile.url,
      `ALTER TABLE messages ADD COLUMN how text DEFAULT current_setting('transaction_isolation') || ', ' || current_setting('synchronous_commit')`,
    );
    const headers = { DirectLogin: `token=${client.token}`, 'Content-Type': 'application/json' };
    const keyed = (index: number): Promise<{ status: number }> =>
      exchange(
        client.url,
        'POST',
        client.messages,
        { ...headers, 'Idempotency-Key': `key-${index}` },
        JSON.stringify({ ...MESSAGE, message: `keyed ${index}` }),
      );
    const sent = await Promise.all([
      ...Array.from({ length: 120 }, (_, index) => client.send(`together ${index}`)),
      ...Array.from({ length: 60 }, (_, index) => keyed(index % 20)),
      ...Array.from({ length: 10 }, () => SandboxClient.of(services.unusual).then(() => ({ status: 201 }))),
    ]);
    // A call whose key is being stored by another in this very moment is 409, and may be sent again (decision 36).
    expect(new Set(sent.slice(0, 120).map(({ status }) => status))).toEqual(new Set([201]));
    for (const { status } of sent) expect([201, 409]).toContain(status);
    for (let index = 0; index < 20; index++) await until(`key ${index} is answered`, async () => (await keyed(index)).status === 201);
    const texts = (await client.texts()).filter((text) => /^(together|keyed) /.test(text));
    expect([texts.length, new Set(texts).size]).toEqual([140, 140]);

    const how = await sql(hostile.url, `SELECT DISTINCT how FROM theirs.messages WHERE message ~ '^(together|keyed) '`);
    expect(how).toEqual([{ how: 'read committed, on' }]);
    await sql(hostile.url, 'ALTER TABLE messages DROP COLUMN how');
  });

  test('only what PgBouncer takes by default is said when a connection is made', () => {
    const said = proxy.firstWords.map(startupOf).filter((names) => names !== undefined);
    expect(said.length).toBeGreaterThan(2);
    for (const names of said)
      expect(['DateStyle', 'TimeZone', 'application_name', 'client_encoding', 'database', 'standard_conforming_strings', 'user']).toEqual(
        expect.arrayContaining(names),
      );
  });

  test('a statement that waits for twenty seconds is stopped on the server too, and its connection is kept', async () => {
    const client = await SandboxClient.of(services.usual);
    const { pathname } = new URL(plain.url);
    const holder = sql(plain.url, 'BEGIN; LOCK TABLE banks, customers, messages IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)').catch(
      () => undefined,
    );
    await until(
      'the lock is held',
      async () => (await sql(plain.url, `SELECT FROM pg_stat_activity WHERE query ~ '^BEGIN; LOCK' AND wait_event = 'PgSleep'`)).length > 0,
    );
    const sending = client.send('held up');
    await statementsWait(plain.url, 1);
    const { status, body, headers } = await sending;
    expect([status, body.message.slice(0, 9), headers['retry-after']]).toEqual([503, 'OBP-50019', '1']);
    await statementsWait(plain.url, 0, 2);
    await sql(plain.url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND query ~ '^BEGIN; LOCK'`, [
      pathname.slice(1),
    ]);
    await holder;
    expect((await client.send('goes on')).status).toBe(201);
  });
});

/** Names of what a startup packet says; undefined for a request to stop a statement, which is not a start. */
function startupOf(packet: Buffer): string[] | undefined {
  if (packet.readInt32BE(4) !== 3 << 16) return undefined;
  const words = packet.subarray(8, packet.readInt32BE(0)).toString().split('\0');
  return words.filter((word, index) => index % 2 === 0 && word !== '');
}

/** What an administrator with every role reads, without what differs from one database to the next. */
async function answersOf(service: Service): Promise<string[]> {
  const sandbox = sandboxOf(service.dataDir);
  const client = new Client(service.url);
  const world = await World.create(client, service.dataDir);
  const documents = await Promise.all(
    ['1.4.0', '5.1.0'].map(async (version) => operationsOf(version, await documentOf(version, service.url))),
  );
  const reading = documents
    .flat()
    .filter(({ verb, operation }) => verb === 'get' && !/esourceDocs|Swagger|Glossary|MessageDocs/.test(operation.operationId));
  const roles = new Map(
    reading.flatMap(({ operation }) => operation['x-obp-roles'] ?? []).map((role) => [role.role, role.requires_bank_id]),
  );
  for (const [role, atBank] of roles) await world.grantIfMissing(world.admin, role, atBank ? sandbox.bank_id : '');
  await (await SandboxClient.of(service)).send('Dvě slova: žluť, 日本 \\ "quoted"');

  const customer = await client.login(sandbox.users.customer.username, sandbox.users.customer.password, sandbox.consumer_key);
  const values: Record<string, string> = {
    BANK_ID: sandbox.bank_id,
    CUSTOMER_ID: sandbox.customer_id,
    USER_ID: sandbox.users.staff.user_id,
  };
  const answers: string[] = [];
  for (const { path, operation } of reading) {
    const example = (name: string): string =>
      encodeURIComponent(values[name] ?? operation.parameters?.find((parameter) => parameter.name === name)?.example ?? 'none');
    const target = path.replace(/\{(\w+)\}/g, (_whole, name: string) => example(name));
    const token = ['OBPv1.4.0-getCustomersMessages', 'getMyMessages'].includes(operation.operationId) ? customer : world.admin.token;
    const { status, body } = await exchange(service.url, 'GET', target, { DirectLogin: `token=${token}` });
    answers.push(`${operation.operationId} ${path} ${status} ${plainly(body ?? null)}`); // a stream of events has no body yet
  }
  return answers;
}

/** Moments stay visible as such: what is written another way differs. */
const plainly = (body: unknown): string =>
  JSON.stringify(body)
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z/g, '<date$1>')
    .replace(/<date\.\d{3}>/g, '<date with milliseconds>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/127\.0\.0\.1:\d+/g, '<host>')
    // Those of the test itself are stored a moment later, which may be before or after they are read.
    .replace(/\{"minute":"[^"]*","address":"127\.0\.0\.1"[^}]*\},?/g, '');

onServer('what the service relies on and cannot set is refused in one sentence:', () => {
  const LONG = { DATABASE_WAIT_SECONDS: '20' };

  test.each<[setting: string, value: string, sentence: RegExp]>([
    ['default_transaction_read_only', 'on', /^DATABASE_URL: default_transaction_read_only is on, .*no standby/],
    ['search_path', 'nowhere', /^DATABASE_URL: search_path is nowhere, in which no schema/],
    ['search_path', 'pg_catalog', /^DATABASE_URL: search_path is pg_catalog, in which no schema/],
    ['session_replication_role', 'replica', /^DATABASE_URL: session_replication_role is replica/],
  ])('%s = %s', async (name, value, sentence) => {
    const database = await createDatabase();
    await preset(database, { [name]: value });
    const { code, output } = await runToEnd({ DATABASE_URL: database.url, ...LONG });
    expect([code, output.trim()]).toEqual([78, expect.stringMatching(sentence)]);
    expect(output.trim().split('\n')).toHaveLength(1);
    await database.drop();
  });

  test('an encoding other than UTF8', async () => {
    const database = await createDatabase();
    const latin = `${nameOf(database)}_latin`;
    await sql(database.url, `CREATE DATABASE ${latin} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
    const url = new URL(database.url);
    url.pathname = `/${latin}`;
    const { code, output } = await runToEnd({ DATABASE_URL: url.href, ...LONG });
    expect([code, output.trim()]).toEqual([78, expect.stringMatching(/^DATABASE_URL: the database's encoding is LATIN1/)]);
    await sql(database.url, `DROP DATABASE ${latin}`);
    await database.drop();
  });

  test('a search_path that leads away from the tables there are', async () => {
    const database = await createDatabase();
    const service = await startService({ DATABASE_URL: database.url });
    await service.stop();
    await sql(database.url, 'CREATE SCHEMA aside');
    await preset(database, { search_path: 'aside, public' });
    const { code, output } = await runToEnd({ DATABASE_URL: database.url, ...LONG });
    expect([code, output.trim()]).toEqual([
      78,
      expect.stringMatching(/leads to the schema aside, and the tables of this service are in public/),
    ]);
    expect(await sql(database.url, `SELECT relname FROM pg_class WHERE relnamespace = 'aside'::regnamespace`)).toEqual([]);
    removeFolder(service.dataDir);
    await database.drop();
  });
});
