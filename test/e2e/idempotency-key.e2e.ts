import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { type Answer, shared } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { databaseKind } from '../support/databases.mjs';
import { sql } from '../support/sql.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const REUSED = {
  status: 422,
  body: { code: 422, message: 'OBP-98082: This Idempotency-Key was used for another request. Please send a new key.' },
};
const DONE = { status: 201, body: { success: 'Success' } };

const testOnServer = databaseKind() === 'postgres' ? test : test.skip;

describe.each([
  ['v4.0.0', 'customers', 'v5.1.0'],
  ['v1.4.0', 'customer', 'v4.0.0'],
])('Idempotency-Key of the %s create', (version, segment, later) => {
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customer: string;
  const path = (to = customer, at = bank, under = version): string => `/obp/${under}/banks/${at}/${segment}/${to}/messages`;

  beforeAll(async () => {
    world = await World.create();
    staff = await world.user('staff');
    ({ bank, customer } = await bankWithCustomer());
  });

  async function bankWithCustomer(): Promise<{ bank: string; customer: string }> {
    const made = await world.bank();
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, made);
    return { bank: made, customer: await linkedCustomer(made) };
  }
  async function linkedCustomer(at: string): Promise<string> {
    const made = await world.customer(at);
    await world.link(at, staff, made);
    return made;
  }

  const create = (key: string, body: object = MESSAGE, to = path(), token = staff.token): Promise<Answer> =>
    world.client.post(to, body, { token, headers: { 'Idempotency-Key': key } });
  const count = async (of = customer, at = bank): Promise<number> =>
    (await world.client.get(`/obp/v4.0.0/banks/${at}/customers/${of}/messages`, { token: staff.token })).body.messages.length;
  const expectFirst = ({ status, body, headers }: Answer): void =>
    expect({ status, body, replayed: headers['idempotent-replayed'] }).toEqual({ ...DONE, replayed: undefined });
  const expectReplay = ({ status, body, headers }: Answer): void =>
    expect({ status, body, replayed: headers['idempotent-replayed'] }).toEqual({ ...DONE, replayed: 'true' });
  const expectReused = ({ status, body }: Answer): void => expect({ status, body }).toEqual(REUSED);

  test('a repeat stores nothing and gets the same answer, also under a later version', async () => {
    const [key, before] = [randomUUID(), await count()];
    expectFirst(await create(key));
    expectReplay(await create(key));
    expectReplay(await create(key, { ignored: 'field', ...MESSAGE }, path(customer, bank, later)));
    expect(await count()).toBe(before + 1);
  });

  test('without a key, and with another, every call stores', async () => {
    const before = await count();
    for (const key of [randomUUID(), randomUUID()]) expectFirst(await create(key));
    const plain = await world.client.post(path(), MESSAGE, { token: staff.token });
    expect([plain.status, plain.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect(await count()).toBe(before + 3);
  });

  test.each(['message', 'from_department', 'from_person'])('another %s is refused', async (field) => {
    const [key, before] = [randomUUID(), await count()];
    expectFirst(await create(key));
    expectReused(await create(key, { ...MESSAGE, [field]: 'another' }));
    expectReplay(await create(key));
    expect(await count()).toBe(before + 1);
  });

  test('another customer is another request', async () => {
    const [key, other] = [randomUUID(), await linkedCustomer(bank)];
    expectFirst(await create(key));
    expectReused(await create(key, MESSAGE, path(other)));
    expect(await count(other)).toBe(0);
  });

  test('a key is free for another user of the same consumer, who has keys of their own', async () => {
    const [key, other, before] = [randomUUID(), await world.user('other'), await count()];
    await world.grant(other, 'CanCreateCustomerMessage', bank);
    expectFirst(await create(key));
    expectFirst(await create(key, { ...MESSAGE, message: 'of another user' }, path(), other.token));
    expectReused(await create(key, MESSAGE, path(), other.token));
    expectReplay(await create(key));
    expect(await count()).toBe(before + 2);
  });

  testOnServer(
    'a call from before keys were scoped to users is not made again by a repeat, and takes the key from nobody else',
    async () => {
      const [key, other, before] = [randomUUID(), await world.user('other'), await count()];
      await world.grant(other, 'CanCreateCustomerMessage', bank);
      await storeAsBefore(key);
      expectReplay(await create(key));
      expectFirst(await create(key, MESSAGE, path(), other.token));
      expectReplay(await create(key, MESSAGE, path(), other.token));
      expect(await count()).toBe(before + 1);
    },
  );

  /** The row that a call of `staff` with `MESSAGE` left when keys belonged to consumers. */
  async function storeAsBefore(key: string): Promise<void> {
    const digest = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const database = shared().databaseUrl ?? '';
    const [consumer] = await sql<{ id: string }>(database, 'SELECT consumer_id AS id FROM consumers WHERE key = $1', [world.consumerKey]);
    const [operation, transport] =
      version === 'v4.0.0' ? ['OBPv4.0.0-createCustomerMessage', MESSAGE.transport] : ['OBPv1.4.0-addCustomerMessage', ''];
    const asked = [staff.userId, customer, transport, MESSAGE.message, MESSAGE.from_department, MESSAGE.from_person];
    await sql(database, `INSERT INTO idempotency_keys VALUES ($1, $2, $3, $4, now() + interval '1 hour')`, [
      bank,
      digest([bank, consumer?.id, operation, key]),
      digest(asked),
      randomUUID(),
    ]);
  }

  test('a key is free at another bank, for another consumer and for another operation', async () => {
    const key = randomUUID();
    expectFirst(await create(key));
    const other = await bankWithCustomer();
    expectFirst(await create(key, MESSAGE, path(other.customer, other.bank)));

    await world.grantIfMissing(world.admin, 'CanCreateConsumer');
    const consumer = await newConsumer(world);
    expectFirst(await create(key, MESSAGE, path(), await world.client.login(staff.username, PASSWORD, consumer.key)));

    const operation = version === 'v4.0.0' ? 'v1.4.0/banks/BANK/customer' : 'v4.0.0/banks/BANK/customers';
    expectFirst(await create(key, MESSAGE, `/obp/${operation.replace('BANK', bank)}/${customer}/messages`));
  });

  test('a refused call leaves the key free', async () => {
    const key = randomUUID();
    expect((await create(key, MESSAGE, path('nobody'))).status).toBe(404);
    expect((await create(key, { ...MESSAGE, message: '' })).status).toBe(400);
    expectFirst(await create(key));
  });

  test('of calls at the same time one stores, and the others are told so or repeat its answer', async () => {
    const before = await count();
    for (let round = 0; round < 5; round++) {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 10 }, () => create(key)));
      const first = answers.filter(({ status, headers }) => status === 201 && headers['idempotent-replayed'] === undefined);
      expect(first).toHaveLength(1);
      for (const answer of answers)
        if (answer.status === 409)
          expect(answer.body.message).toBe(
            'OBP-98081: The first call with this Idempotency-Key is still running. Please repeat the call later.',
          );
        else expect(answer).toMatchObject(DONE);
    }
    expect(await count()).toBe(before + 5);
  });

  test.each([
    ['empty', ''],
    ['blank within', 'a b'],
    ['256 characters', 'k'.repeat(256)],
    ['not ASCII', 'é'],
    ['a list', 'a, b'],
  ])('a key that is wrong is refused: %s', async (_name, key) => {
    const before = await count();
    const { status, body } = await create(key);
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        code: 400,
        message: 'OBP-98080: wrong value for the header Idempotency-Key. Please send 1 to 255 visible ASCII characters.',
      },
    });
    expect(await count()).toBe(before);
  });

  test.each([
    ['all of visible ASCII', Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('')],
    ['255 characters', 'k'.repeat(255)],
    ['quotes', '"8e03978e-40d5-43dd-bc93-6894a57f9324"'],
  ])('a key may be %s', async (_name, key) => {
    expectFirst(await create(key));
    expectReplay(await create(key));
  });

  test('a browser may send the key and read whether the answer is a repeat', async () => {
    const { headers } = await world.client.send('OPTIONS', path());
    expect(headers['access-control-allow-headers']).toContain('Idempotency-Key');
    expect(headers['access-control-expose-headers']).toContain('Idempotent-Replayed');
  });
});
