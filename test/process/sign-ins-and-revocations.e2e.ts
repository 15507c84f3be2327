import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Client as Connection } from 'pg';
import { Client } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { agree, OAuth1Client } from '../support/oauth1.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { connectTo, statementsWait } from '../support/sql.js';
import { PASSWORD, World } from '../support/world.js';

jest.setTimeout(120_000);

// Statements are held up by a lock of the test's own, for which the embedded database has no second connection.
const onServer = databaseKind() === 'postgres' ? describe : describe.skip;

onServer('a sign-in that overlaps with a revocation', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let service: Service;
  let world: World;
  let holder: Connection;

  beforeAll(async () => {
    database = await createDatabase();
    service = await startService({ DATABASE_URL: database.url, SANDBOX: 'true' });
    world = await World.create(new Client(service.url), service.dataDir);
    for (const role of ['CanCreateConsumer', 'CanRevokeSessionsOfAnyUser', 'CanRevokeSessionsOfAnyConsumer'])
      await world.grantIfMissing(world.admin, role);
    holder = await connectTo(database.url);
  });
  afterAll(async () => {
    await holder.end();
    await service.stop();
    await database.drop();
    removeFolder(service.dataDir);
  });

  const held = (count: number): Promise<void> => statementsWait(database.url, count, 10);
  const revoke = async (of: string): Promise<number> =>
    (await world.client.delete(`/messaging/v1/${of}/sessions`, { token: world.admin.token })).status;
  const statusOf = async (token: string): Promise<number> => (await world.client.get('/messaging/v1/me/sessions', { token })).status;

  test('and began first is waited for, and revoked', async () => {
    const user = await world.user('first');
    const { key } = await newConsumer(world);
    await holder.query('BEGIN');
    await holder.query('SELECT FROM consumers WHERE key = $1 FOR UPDATE', [key]);
    const signingIn = world.client.login(user.username, PASSWORD, key);
    await held(1);
    const revoking = revoke(`users/${user.userId}`);
    await Promise.race([revoking, held(2)]);
    await holder.query('COMMIT');
    expect(await revoking).toBe(204);
    expect(await statusOf(await signingIn)).toBe(401);
  });

  /** Its last step is held up, when all sessions are seen already. */
  const duringRevocation = async (of: string, signIn: () => Promise<unknown>): Promise<void> => {
    await holder.query('BEGIN');
    try {
      await holder.query('LOCK TABLE audit_records IN SHARE MODE');
      const revoking = revoke(of);
      await held(1);
      const signingIn = signIn();
      await held(2);
      await holder.query('COMMIT');
      expect(await revoking).toBe(204);
      await signingIn;
    } finally {
      await holder.query('ROLLBACK');
    }
  };

  test('and began later waits for it', async () => {
    const user = await world.user('later');
    const { consumerId, key } = await newConsumer(world);
    for (const target of [`users/${user.userId}`, `consumers/${consumerId}`])
      await duringRevocation(target, async () => expect(await statusOf(await world.client.login(user.username, PASSWORD, key))).toBe(200));
  });

  test('has nothing to do with how many sessions a consumer has: none is written to', async () => {
    const user = await world.user('many');
    const { consumerId, key } = await newConsumer(world);
    const token = await world.client.login(user.username, PASSWORD, key);
    await holder.query('BEGIN');
    await holder.query('SELECT FROM sessions WHERE consumer_id = $1 FOR UPDATE', [consumerId]);
    const answers = [await revoke(`consumers/${consumerId}`), await statusOf(token)];
    await holder.query('ROLLBACK');
    expect(answers).toEqual([204, 401]);
    expect(await statusOf(user.token)).toBe(200);
  });

  test('and is an agreement of OAuth 1.0a waits for it', async () => {
    const user = await world.user('agreeing');
    const app = new OAuth1Client(service.url, await newConsumer(world));
    const token = await app.requestToken('oob');
    await duringRevocation(`users/${user.userId}`, () => agree(service.url, token.key, { username: user.username, password: PASSWORD }));
  });
});
