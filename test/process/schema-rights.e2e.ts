import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Cluster, findPrograms } from '../../bench/chaos/cluster.mjs';
import { Cleanup } from '../../bench/support/cleanup.mjs';
import { exchange } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { launch, removeFolder, runToEnd, startService, temporaryFolder } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';

jest.setTimeout(180_000);

const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('a role that owns nothing', () => {
  const role = `cm_test_role_${randomBytes(4).toString('hex')}`;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let theirs: string;

  beforeAll(async () => {
    database = await createDatabase();
    await sql(database.url, `CREATE ROLE ${role} LOGIN PASSWORD 'not-a-secret'`);
    await sql(database.url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC'); // as PostgreSQL 15 and later have it
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'not-a-secret'];
    theirs = url.href;
  });
  afterAll(async () => {
    await sql(database.url, `DROP OWNED BY ${role}`);
    await sql(database.url, `DROP ROLE ${role}`);
    await database.drop();
  });

  const refusal = async (): Promise<[number | null, string]> => {
    const { code, output } = await runToEnd({ DATABASE_URL: theirs });
    return [code, output.trim()];
  };

  test('is told each time what it lacks, and starts when it has that', async () => {
    expect(await refusal()).toEqual([
      78,
      expect.stringMatching(
        new RegExp(
          `^DATABASE_URL: the role ${role} may not make tables in the schema public, where \\d+ migrations are to run: GRANT CREATE ON SCHEMA public TO ${role}$`,
        ),
      ),
    ]);
    // The owner runs the migrations, as where the service's own role shall not.
    const owner = await startService({ DATABASE_URL: database.url });
    await owner.stop();
    removeFolder(owner.dataDir);
    const tables = `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`;
    expect(await refusal()).toEqual([78, `DATABASE_URL: the role ${role} may not read the table migrations: ${tables}`]);
    await sql(database.url, `GRANT SELECT ON migrations TO ${role}`);
    expect(await refusal()).toEqual([78, expect.stringMatching(`^DATABASE_URL: the role ${role} may not use .*messages.*: ${tables}$`)]);

    await sql(database.url, tables);
    const service = await startService({ DATABASE_URL: theirs });
    expect((await exchange(service.url, 'GET', '/health/ready', {})).status).toBe(200);
    await service.stop();
    removeFolder(service.dataDir);
  });

  test('may make tables, but not change those of another', async () => {
    await sql(database.url, `GRANT CREATE ON SCHEMA public TO ${role}`);
    await sql(database.url, `GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
    await sql(database.url, `GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
    await sql(database.url, `DELETE FROM migrations WHERE name = 'LongerUsernames1764610000000'`);
    expect(await refusal()).toEqual([
      78,
      expect.stringMatching(
        new RegExp(
          `^DATABASE_URL: the role ${role} may not run the migrations \\(.*\\): start this version once as \\w+, or GRANT \\w+ TO ${role}$`,
        ),
      ),
    ]);
  });
});

onServer('a database that a newer version has changed', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let env: Record<string, string>;
  const dataDir = temporaryFolder();

  beforeAll(async () => {
    database = await createDatabase();
    env = { DATABASE_URL: database.url, DATA_DIR: dataDir };
    await (await startService(env)).stop();
  });
  afterAll(async () => {
    await database.drop();
    removeFolder(dataDir);
  });

  test('finds there what this version has marked as expanding', async () => {
    const rows = await sql<{ name: string; expanding: boolean }>(database.url, 'SELECT name, expanding FROM migrations');
    const marks = Object.fromEntries(rows.map(({ name, expanding }) => [name, expanding]));
    expect(marks).toMatchObject({ Foundation1763800000000: false, MigrationMarks1764590000000: true, MessageIdLeads1764590100000: true });
  });

  test('is refused, unless what it has done is marked as expanding', async () => {
    const add = (name: string, expanding: boolean): Promise<unknown> =>
      sql(database.url, 'INSERT INTO migrations (timestamp, name, expanding) VALUES (1999999999999, $1, $2)', [name, expanding]);
    await add('AddsSomething1999999999999', true);
    const service = await startService(env);
    expect((await exchange(service.url, 'GET', '/health/ready', {})).status).toBe(200);
    await service.stop();

    await add('RenamesSomething1999999999999', false);
    const { code, output } = await runToEnd(env);
    expect([code, output.trim()]).toEqual([
      78,
      'the schema of the database is newer than this version of the service: it does not know RenamesSomething1999999999999, not marked as expanding; start the newer version',
    ]);
  });
});

const programs = databaseKind() === 'postgres' ? findPrograms() : undefined;
// It takes a server of its own, and so the programs of one on this machine.
(programs === undefined ? describe.skip : describe)('a standby', () => {
  let cleanup: Cleanup;
  let cluster: Cluster;

  beforeAll(async () => {
    cleanup = new Cleanup();
    cluster = await Cluster.start(cleanup, programs as string);
    await cluster.becomeStandby();
  });
  afterAll(() => cleanup.run());

  test('is waited for no longer than asked, and the last line says what it is', async () => {
    const { code, output } = await runToEnd({ DATABASE_URL: cluster.url, DATABASE_WAIT_SECONDS: '2' });
    const lines = output.trim().split('\n');
    expect([code, lines.at(-1)]).toEqual([
      78,
      'DATABASE_URL: the server was a standby, which takes no writes, for 2 seconds: promote it, or name the primary',
    ]);
    expect(lines[0]).toBe('waiting for the database: it is a standby, which takes no writes (0 of 2 s)');
  });

  test('is waited for, and used when it is promoted', async () => {
    const dataDir = temporaryFolder();
    const starting = launch({ DATABASE_URL: cluster.url, SANDBOX: 'true', DATA_DIR: dataDir, PORT: '0' });
    await until('the wait is shown', () => starting.output().includes('it is a standby'));
    await cluster.promote();
    await until('it listens', () => starting.output().includes('listens on'), 60);
    const url = /listens on (\S+)/.exec(starting.output())?.[1] as string;
    expect((await (await SandboxClient.of({ url, dataDir })).send('to the new primary')).status).toBe(201);
    starting.child.kill();
    await starting.exited;
    removeFolder(dataDir);
  });
});
