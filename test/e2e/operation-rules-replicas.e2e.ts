import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client as Sql } from 'pg';
import { type Answer, Client } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const CREATE = 'OBPv4.0.0-createCustomerMessage';
const SMS_ONLY = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Message',
  description: 'Only SMS',
  type: 'object',
  required: ['transport'],
  properties: { transport: { type: 'string', enum: ['SMS'] } },
};
const SECRETS = { JWT_SECRET: 'a-key-of-two-replicas-of-a-test-only', SECRETS_KEY: 'another-key-of-two-replicas-of-a-test' };
const SOON = 1_000;

if (databaseKind() === 'pglite')
  describe('rules on replicas', () => test.skip('need a PostgreSQL server: the embedded database is of one process', () => {}));
else
  describe('rules on replicas', () => {
    let database: Awaited<ReturnType<typeof createDatabase>>;
    let first: Service;
    let second: Service;
    let world: World;
    let elsewhere: Client;
    let staff: WorldUser;
    let path: string;

    beforeAll(async () => {
      database = await createDatabase();
      const env = { DATABASE_URL: database.url, SANDBOX: 'true', ...SECRETS };
      first = await startService(env);
      second = await startService(env);
      world = await World.create(new Client(first.url), first.dataDir);
      elsewhere = new Client(second.url);
      const bank = await world.bank();
      staff = await world.user('staff');
      await world.grant(staff, 'CanCreateCustomerMessage', bank);
      path = `/obp/v4.0.0/banks/${bank}/customers/${await world.customer(bank)}/messages`;
      for (const role of ['CanCreateJsonSchemaValidation', 'CanUpdateJsonSchemaValidation', 'CanDeleteJsonSchemaValidation'])
        await world.grant(world.admin, role);
      for (const role of ['CanCreateAuthenticationTypeValidation', 'CanDeleteAuthenticationValidation'])
        await world.grant(world.admin, role);
      await until(201, {}); // the second process now remembers that there are no rules
    });
    afterAll(async () => {
      await Promise.all([first.stop(), second.stop()]);
      await database.drop();
      for (const { dataDir } of [first, second]) removeFolder(dataDir);
    });

    const send = (more: object): Promise<Answer> => elsewhere.post(path, { ...MESSAGE, ...more }, { token: staff.token });

    /** Sends to the second process until it answers so; the milliseconds that it took. */
    async function until(status: number, more: object): Promise<number> {
      const start = performance.now();
      while ((await send(more)).status !== status) if (performance.now() - start > 10 * SOON) throw new Error(`never answered ${status}`);
      return performance.now() - start;
    }

    test('a schema that one process sets, changes and deletes takes effect in the other within a second', async () => {
      const rule = `/obp/v4.0.0/management/json-schema-validations/${CREATE}`;
      const admin = { token: world.admin.token };
      expect((await world.client.post(rule, SMS_ONLY, admin)).status).toBe(201);
      expect(await until(400, { transport: 'FAX' })).toBeLessThan(SOON);
      expect((await send({ transport: 'SMS' })).status).toBe(201);
      const faxOnly = { ...SMS_ONLY, properties: { transport: { type: 'string', enum: ['FAX'] } } };
      expect((await world.client.put(rule, faxOnly, admin)).status).toBe(200);
      expect(await until(201, { transport: 'FAX' })).toBeLessThan(SOON);
      expect((await send({ transport: 'SMS' })).status).toBe(400);
      expect((await world.client.delete(rule, admin)).status).toBe(200);
      expect(await until(201, { transport: 'SMS' })).toBeLessThan(SOON);
    });

    test('so do allowed ways to authenticate', async () => {
      const rule = `/obp/v4.0.0/management/authentication-type-validations/${CREATE}`;
      const admin = { token: world.admin.token };
      expect((await world.client.post(rule, ['DAuth'], admin)).status).toBe(201);
      expect(await until(400, {})).toBeLessThan(SOON);
      expect((await world.client.delete(rule, admin)).status).toBe(200);
      expect(await until(201, {})).toBeLessThan(SOON);
    });

    test('a session that ends in one process is refused by the other within a second', async () => {
      const leaver = await world.user('leaver');
      const ask = (): Promise<Answer> => elsewhere.get('/messaging/v1/me/sessions', { token: leaver.token });
      expect((await ask()).status).toBe(200); // the second process remembers it
      expect((await world.client.delete('/messaging/v1/me/sessions/current', { token: leaver.token })).status).toBe(204);
      const start = performance.now();
      while ((await ask()).status !== 401) if (performance.now() - start > 10 * SOON) throw new Error('never refused');
      expect(performance.now() - start).toBeLessThan(SOON);
    });

    test('also when nobody says that something changed', async () => {
      const sql = new Sql({ connectionString: database.url });
      await sql.connect();
      try {
        await sql.query('INSERT INTO authentication_type_validations VALUES ($1, $2)', [CREATE, ['DAuth']]);
        expect(await until(400, {})).toBeLessThan(SOON);
        await sql.query('DELETE FROM authentication_type_validations');
        expect(await until(201, {})).toBeLessThan(SOON);
      } finally {
        await sql.end();
      }
    });
  });
