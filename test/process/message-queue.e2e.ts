import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Client } from 'pg';
import { type Answer, exchange } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { connectTo, sql, statementsWait } from '../support/sql.js';
import { MESSAGE } from '../support/world.js';

jest.setTimeout(120_000);

// Statements are held up by a lock of the test's own, for which the embedded database has no second connection.
const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('creates while the database is held up', () => {
  const QUEUE = 3;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let service: Service;
  let client: SandboxClient;
  let holder: Client;

  beforeAll(async () => {
    database = await createDatabase();
    service = await startService({ DATABASE_URL: database.url, SANDBOX: 'true', MESSAGE_QUEUE: String(QUEUE) });
    client = await SandboxClient.of(service);
    holder = await connectTo(database.url);
  });
  afterAll(async () => {
    await holder.end();
    expect(await service.stop()).toBe(0);
    await database.drop();
    removeFolder(service.dataDir);
  });

  const held = (count: number): Promise<void> => statementsWait(database.url, count);

  test('as many wait as may, one more is answered 503 and may come again, and those that waited are stored', async () => {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM customers WHERE customer_id = $1 FOR UPDATE', [client.sandbox.customer_id]);
    const waiting: Promise<Answer>[] = [];
    for (const count of [1, 2]) {
      waiting.push(client.send(`running ${count}`));
      await held(count);
    }
    const more = Array.from({ length: QUEUE + 1 }, (_, index) => client.send(`waiting ${index}`));
    const refused = await Promise.race(more);
    expect([refused.status, refused.headers['retry-after'], refused.body]).toEqual([
      503,
      '1',
      { code: 503, message: 'OBP-10040: The Service is too busy, please try it later. Too many writes are waiting for the database.' },
    ]);
    await holder.query('COMMIT');
    const statuses = (await Promise.all([...waiting, ...more])).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, 201, 201, 201, 503]);
    expect(await client.texts()).toHaveLength(5);
    expect((await client.send('again')).status).toBe(201);
  });

  test('a customer who is deleted meanwhile fails alone', async () => {
    await sql(
      database.url,
      `INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number) VALUES ($1, 'leaving', '1', 'L', '1')`,
      [client.sandbox.bank_id],
    );
    const before = (await client.texts()).length;
    await holder.query('BEGIN');
    await holder.query(`DELETE FROM customers WHERE customer_id = 'leaving'`);
    const headers = { DirectLogin: `token=${client.token}`, 'Content-Type': 'application/json' };
    const toLeaving = exchange(
      service.url,
      'POST',
      client.messages.replace(client.sandbox.customer_id, 'leaving'),
      headers,
      JSON.stringify(MESSAGE),
    );
    const others = [client.send('other 1'), client.send('other 2')];
    await held(1);
    await holder.query('COMMIT');
    expect((await toLeaving).status).toBe(404);
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([201, 201]);
    expect(await client.texts()).toHaveLength(before + 2);
  });
});
