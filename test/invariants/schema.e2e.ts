import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { listStatement } from '../../src/messaging/customer-messages/message-lists.repository.js';
import { MESSAGE_V400 } from '../../src/messaging/customer-messages/v4.0.0/message.mapper.js';
import { CLAIM } from '../../src/messaging/deliveries/queue/delivery-queue.repository.js';
import { DISTRIBUTED_TABLES, LOCAL_TABLES, REFERENCE_TABLES } from '../../src/app/schema/table-kinds.js';
import { shared } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { removeFolder, startService, temporaryFolder } from '../support/service.mjs';

interface Constraint {
  name: string;
  table: string;
  kind: 'p' | 'u' | 'f' | 'c' | 'x';
  columns: string[];
  foreign_table: string | null;
  foreign_columns: string[] | null;
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  Plans?: Plan[];
}

/** Names that would be of 50 letters or more. */
const SHORT: Record<string, string> = {
  api_collection_endpoints_api_collection_id_operation_id_key: 'api_collection_endpoints_operation_id_key',
  entitlement_requests_user_id_bank_id_role_name_key: 'entitlement_requests_user_id_role_name_key',
  delivery_provider_health_bank_id_provider_id_fkey: 'delivery_provider_health_provider_fkey',
  message_template_versions_bank_id_template_id_fkey: 'message_template_versions_template_fkey',
  user_customer_links_bank_id_user_id_customer_id_key: 'user_customer_links_user_id_customer_id_key',
  user_customer_links_bank_id_customer_id_user_customer_link_id_idx: 'user_customer_links_customer_id_link_id_idx',
  user_customer_links_user_id_user_customer_link_id_idx: 'user_customer_links_user_id_link_id_idx',
  user_customer_links_bank_id_user_id_user_customer_link_id_idx: 'user_customer_links_bank_id_user_id_link_id_idx',
};

const SUFFIX = { p: 'pkey', u: 'key', f: 'fkey', c: 'check', x: 'excl' };

if (databaseKind() === 'pglite')
  // The embedded database takes one connection, which is the service's; its schema comes from the same migrations.
  describe('the schema', () =>
    test.skip('is read from a PostgreSQL server only: the embedded database takes no second connection', () => {}));
else
  describe('the schema', () => {
    let database: Client;

    beforeAll(async () => {
      database = new Client({ connectionString: shared().databaseUrl });
      await database.connect();
    });
    afterAll(() => database.end());

    const read = async <Row extends object>(sql: string): Promise<Row[]> => (await database.query<Row>(sql)).rows;
    const distributed = (table: string): boolean => (DISTRIBUTED_TABLES as readonly string[]).includes(table);

    const constraints = (): Promise<Constraint[]> =>
      read(`
        SELECT c.conname AS name, t.relname AS table, c.contype AS kind, f.relname AS foreign_table,
               ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, o)
                       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.o) AS columns,
               ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, o)
                       JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.o) AS foreign_columns
          FROM pg_constraint c
          JOIN pg_class t ON t.oid = c.conrelid
          LEFT JOIN pg_class f ON f.oid = c.confrelid
         WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations' AND c.contype IN ('p', 'u', 'f', 'c', 'x')`);

    const indexes = (): Promise<{ name: string; table: string; unique: boolean; columns: string[]; constraint: string | null }[]> =>
      read(`
        SELECT i.relname AS name, t.relname AS table, x.indisunique AS unique, c.conname AS constraint,
               -- of an expression such as lower(username) the words
               ARRAY(SELECT COALESCE(a.attname::text, regexp_replace(pg_get_indexdef(x.indexrelid, k.o::int, true), '^(\\w+)\\((\\w+).*$', '\\1_\\2'))
                       FROM unnest(x.indkey) WITH ORDINALITY k(n, o)
                       LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.n ORDER BY k.o) AS columns
          FROM pg_index x
          JOIN pg_class i ON i.oid = x.indexrelid
          JOIN pg_class t ON t.oid = x.indrelid
          LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x')
         WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations'`);

    test('every table but that of the migrations is in exactly one of the three lists', async () => {
      const tables = await read<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
      );
      const listed = [...DISTRIBUTED_TABLES, ...REFERENCE_TABLES, ...LOCAL_TABLES, 'migrations'];
      expect(tables.map(({ name }) => name).sort()).toEqual(listed.sort());
    });

    test('nothing lives outside the one namespace, nor in views, triggers or functions', async () => {
      const found = await read<{ relname: string }>(`
        SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE (n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('public', 'information_schema'))
            OR (n.nspname = 'public' AND c.relkind IN ('v', 'm'))
        UNION ALL SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`);
      // What refuses to change the audit trail has to be in the database itself.
      expect(found.map(({ relname }) => relname)).toEqual(['audit_records_append_only', 'refuse_audit_change']);
    });

    test('every table has a primary key', async () => {
      const keyed = (await constraints()).filter(({ kind }) => kind === 'p').map(({ table }) => table);
      expect(keyed.sort()).toEqual([...DISTRIBUTED_TABLES, ...REFERENCE_TABLES, ...LOCAL_TABLES].sort());
    });

    test('bank_id comes first in every key of a distributed table', async () => {
      const keys = (await constraints()).filter(({ table, kind }) => distributed(table) && (kind === 'p' || kind === 'u'));
      expect(keys.length).toBeGreaterThanOrEqual(DISTRIBUTED_TABLES.length);
      expect(keys.filter(({ columns }) => columns[0] !== 'bank_id')).toEqual([]);
      const unique = (await indexes()).filter(({ table, unique: isUnique }) => distributed(table) && isUnique);
      expect(unique.filter(({ columns }) => columns[0] !== 'bank_id')).toEqual([]);
    });

    test('bank_id comes first on both sides of foreign keys between distributed tables', async () => {
      const keys = (await constraints()).filter(
        ({ table, foreign_table }) => distributed(table) && foreign_table !== null && distributed(foreign_table),
      );
      expect(keys.map(({ name }) => name)).toContain('messages_bank_id_customer_id_fkey');
      expect(keys.filter(({ columns, foreign_columns }) => columns[0] !== 'bank_id' || foreign_columns?.[0] !== 'bank_id')).toEqual([]);
    });

    test('foreign keys lead from distributed tables to those and to reference tables, from local ones to local and reference ones', async () => {
      const kind = (table: string): string =>
        distributed(table) ? 'distributed' : (REFERENCE_TABLES as readonly string[]).includes(table) ? 'reference' : 'local';
      const allowed = new Set([
        'distributed distributed',
        'distributed reference',
        'local local',
        'local reference',
        'reference reference',
      ]);
      const keys = (await constraints()).flatMap(({ name, table, foreign_table: to }) =>
        to === null ? [] : [{ name, between: `${kind(table)} ${kind(to)}` }],
      );
      expect(keys.map(({ between }) => between)).toEqual(expect.arrayContaining(['distributed distributed', 'distributed reference']));
      expect(keys.filter(({ between }) => !allowed.has(between))).toEqual([]);
    });

    test('every constraint is named <table>_<columns>_<kind>, a primary key without columns', async () => {
      const wrong = (await constraints()).flatMap(({ name, table, kind, columns }) => {
        const parts = kind === 'p' ? [table, SUFFIX.p] : [table, ...columns, SUFFIX[kind]];
        const wanted = SHORT[parts.join('_')] ?? parts.join('_');
        return name === wanted ? [] : [`${name} should be ${wanted}`];
      });
      expect(wrong).toEqual([]);
    });

    test('every other index is named <table>_<columns>_idx, and none repeats the beginning of another', async () => {
      const all = await indexes();
      const own = all.filter(({ constraint }) => constraint === null);
      const wanted = (parts: string[]): string => SHORT[parts.join('_')] ?? parts.join('_');
      expect(own.filter(({ name, table, columns }) => name !== wanted([table, ...columns, 'idx']))).toEqual([]);
      const repeats = own.filter(({ name, table, columns }) =>
        all.some(
          (other) => other.name !== name && other.table === table && columns.every((column, index) => other.columns[index] === column),
        ),
      );
      expect(repeats).toEqual([]);
    });

    test('no name is so long that it would be cut with what Citus appends to it', async () => {
      const names = [...(await constraints()), ...(await indexes())].map(({ name }) => name);
      expect(names.filter((name) => name.length >= 50)).toEqual([]);
    });

    test('times have a zone, and texts a length', async () => {
      const columns = await read<{ name: string }>(`
        SELECT table_name || '.' || column_name || ' ' || data_type AS name FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> 'migrations'
           AND (data_type = 'timestamp without time zone' OR (data_type = 'character varying' AND character_maximum_length IS NULL))`);
      expect(columns).toEqual([]);
    });

    describe('the lists of messages', () => {
      const BANK = 'plan.test';
      const [FIRST, LAST] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
      let ownDatabase: Awaited<ReturnType<typeof createDatabase>>;
      let planner: Client;

      // A database of its own: so many rows are not for the one that other tests look at.
      beforeAll(async () => {
        ownDatabase = await createDatabase();
        const dataDir = temporaryFolder();
        const service = await startService({ DATA_DIR: dataDir, DATABASE_URL: ownDatabase.url, SANDBOX: 'true' });
        await service.stop();
        removeFolder(dataDir);
        planner = new Client({ connectionString: ownDatabase.url });
        await planner.connect();
        await fill(planner, BANK);
      });
      afterAll(async () => {
        await planner.end();
        await ownDatabase.drop();
      });

      const cases = [
        ['customer', 'ASC', ['c1'], 1],
        ['customer', 'DESC', ['c1', 'c2', 'c3'], 3],
        ['user', 'ASC', ['u1'], 3],
        ['user', 'DESC', ['u1', 'u1'], 6],
      ] as const;

      test.each(cases.flatMap((one) => ['force_generic_plan', 'force_custom_plan'].map((mode) => [...one, mode] as const)))(
        'of a %s, %s, for %j: a page of each customer is read from the primary key and no more than that sorted',
        async (whose, direction, of, customers, mode) => {
          const limit = 50;
          const each = (value: unknown): unknown[] => of.map(() => value);
          const bounds = [
            [FIRST, LAST],
            ['01000000-0000-7000-8000-000000000000', '02000000-0000-0000-0000-000000000000'],
          ];
          for (const [after, before] of bounds)
            for (const dated of [false, true]) {
              const { text } = listStatement(whose, direction, MESSAGE_V400, dated);
              const dates = dated ? [each('2000-01-01'), each('2100-01-01'), each(before)] : [];
              const plan = await explain(planner, mode, text, [BANK, of, each(after), each(before), each(limit), each(0), ...dates]);
              const nodes = flatten(plan);
              const scans = nodes.filter((node) => node['Relation Name'] === 'messages');
              expect(scans.map((node) => [node['Node Type'], node['Index Name']])).toEqual([['Index Scan', 'messages_pkey']]);
              for (const scan of scans)
                expect((scan['Actual Rows'] ?? Infinity) * (scan['Actual Loops'] ?? 0)).toBe((limit + 1) * customers);
              for (const sort of nodes.filter((node) => node['Node Type'].includes('Sort')))
                expect(sort['Actual Rows']).toBeLessThanOrEqual((limit + 1) * customers);
            }
        },
      );

      test.each(['customer', 'user'] as const)('of a %s: are planned once, not for each execution', async (whose) => {
        await planner.query('DEALLOCATE ALL');
        await planner.query('SET plan_cache_mode = auto');
        await planner.query(`PREPARE list AS ${listStatement(whose, 'DESC', MESSAGE_V400).text}`);
        for (let run = 0; run < 10; run++)
          await planner.query(`EXECUTE list('${BANK}', '{${whose === 'user' ? 'u1' : 'c1'}}', '{${FIRST}}', '{${LAST}}', '{50}', '{0}')`);
        const { rows } = await planner.query('SELECT generic_plans::int, custom_plans::int FROM pg_prepared_statements');
        expect(rows).toEqual([{ generic_plans: 5, custom_plans: 5 }]); // PostgreSQL tries five before it decides
      });

      test.each(['force_generic_plan', 'force_custom_plan'])(
        'a claim of deliveries looks each message up by its key, though statistics say that there are few (%s)',
        async (mode) => {
          await planner.query('BEGIN');
          await planner.query(`
            INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, expires_at)
            SELECT bank_id, message_id, message_id, customer_id, 'sms', 'normal', 'queued', now() + interval '1 hour'
              FROM messages WHERE customer_id = 'c1' LIMIT 500;
            INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
            SELECT bank_id, delivery_id, message_id, customer_id, 'sms:normal:', now(), expires_at FROM deliveries;
            INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
            SELECT '${BANK}', 'd' || n, 'd' || n, 'Name', '' FROM generate_series(1, 5000) n;
            ANALYZE delivery_queue;
            UPDATE pg_class SET reltuples = 14 WHERE relname IN ('messages', 'customers')`);
          const plan = await explain(planner, mode, CLAIM.text, [BANK, 'sms:normal:', 500, LAST, false, 'sim', [], []]);
          await planner.query('ROLLBACK');
          expect(plan['Actual Rows']).toBe(500);
          const scans = flatten(plan).filter((node) => ['messages', 'customers'].includes(node['Relation Name'] ?? ''));
          expect(scans.map((node) => [node['Index Name'], node['Actual Rows'], node['Actual Loops']]).sort()).toEqual([
            ['customers_pkey', 1, 500],
            ['messages_pkey', 1, 500],
          ]);
        },
      );
    });
  });

/** 60,000 messages: 3 customers of one user with 10,000 each, and 30 others with 1,000. */
async function fill(database: Client, bank: string): Promise<void> {
  await database.query(`INSERT INTO banks (bank_id, short_name) VALUES ('${bank}', 'Plan')`);
  await database.query(`
    INSERT INTO users (user_id, provider, username) VALUES ('u1', 'test', 'u1');
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    SELECT '${bank}', 'c' || n, n, 'Name', '' FROM generate_series(1, 33) n;
    INSERT INTO user_customer_links (bank_id, user_customer_link_id, user_id, customer_id)
    SELECT '${bank}', 'l' || n, 'u1', 'c' || n FROM generate_series(1, 3) n;
    INSERT INTO messages (bank_id, customer_id, message_id, date, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
    SELECT '${bank}', 'c' || c, ('01' || lpad(to_hex(n), 6, '0') || '-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid,
           now(), 'a message of some length, as they are', 'Department', 'Person', 'u1', 'x'
      FROM generate_series(1, 33) c, generate_series(1, 10000) n WHERE c <= 3 OR n <= 1000;
    ANALYZE`);
}

/** Runs a statement and tells how: as prepared once for all values, or for these. */
async function explain(database: Client, mode: string, text: string, values: unknown[]): Promise<Plan> {
  await database.query('DEALLOCATE ALL');
  await database.query(`SET plan_cache_mode = ${mode}`);
  await database.query(`PREPARE list AS ${text}`);
  const literals = values.map((value) => (Array.isArray(value) ? `'{${value.join(',')}}'` : `'${String(value)}'`));
  const { rows } = await database.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE list(${literals.join(', ')})`,
  );
  return rows[0]?.['QUERY PLAN'][0]?.Plan as Plan;
}

const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];
