import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Answer } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

const REUSED = {
  status: 422,
  body: { code: 422, message: 'OBP-98082: This Idempotency-Key was used for another request. Please send a new key.' },
};
const DONE = { status: 201, body: { success: 'Success' } };

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

  test('another user of the same consumer does not get the answer', async () => {
    const [key, other] = [randomUUID(), await world.user('other')];
    await world.grant(other, 'CanCreateCustomerMessage', bank);
    expectFirst(await create(key));
    expectReused(await create(key, MESSAGE, path(), other.token));
  });

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
