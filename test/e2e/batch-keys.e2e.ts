import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, shared } from '../support/client.js';
import { openBatch } from '../support/open-batch.js';
import { until } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const IN_USE = 'OBP-98081: The first call with this Idempotency-Key is still running. Please repeat the call later.';
const REUSED = { status: 422, message: 'OBP-98082: This Idempotency-Key was used for another request. Please send a new key.' };
const statusesOf = ({ body }: Answer): number[] => body.results.map(({ status }: { status: number }) => status);

describe('Idempotency-Key of batches', () => {
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, bank] = await Promise.all([world.user('staff'), world.bank()]);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  });

  const path = (at = bank): string => `/messaging/v1/banks/${at}/messages`;
  const item = (message: string, to = customer): object => ({ customer_id: to, ...MESSAGE, message });
  const send = (key: string, items: readonly unknown[], token = staff.token): Promise<Answer> =>
    world.client.post(path(), items, { token, headers: { 'Idempotency-Key': key } });
  /** Over a connection of its own, which may lead to another process. */
  const sendAnew = (key: string, items: readonly unknown[]): Promise<Answer> =>
    world.client.post(path(), items, { token: staff.token, headers: { 'Idempotency-Key': key, Connection: 'close' } });
  const textsOf = async (of = customer): Promise<string[]> => {
    const list = `/obp/v4.0.0/banks/${bank}/customers/${of}/messages?sort_direction=ASC&limit=1000`;
    const { body } = await world.client.get(list, { token: staff.token });
    return body.messages.map(({ message }: { message: string }) => message);
  };
  const fresh = async (): Promise<void> => void (customer = await world.customer(bank));
  const replayed = ({ headers }: Answer): string | undefined => headers['idempotent-replayed'] as string | undefined;

  test('a repeat stores nothing and is answered the same, whichever form it is sent in', async () => {
    await fresh();
    const items = [item('one'), item('two', 'nobody'), 'no message', item('one'), item('three')];
    const key = randomUUID();
    const first = await send(key, items);
    expect([first.status, statusesOf(first), replayed(first)]).toEqual([207, [201, 404, 400, 201, 201], undefined]);
    const again = await send(key, items);
    expect([again.body, replayed(again)]).toEqual([first.body, 'true']);
    const lines = await world.client.send('POST', path(), {
      token: staff.token,
      headers: { 'Idempotency-Key': key, 'Content-Type': 'application/x-ndjson' },
      rawBody: items.map((one) => `${JSON.stringify(one)}\n\n`).join(''),
    });
    expect([lines.body, replayed(lines)]).toEqual([first.body, 'true']);
    expect(await textsOf()).toEqual(['one', 'one', 'three']);
  });

  test('another message in the same place is refused alone', async () => {
    await fresh();
    const key = randomUUID();
    const first = await send(key, [item('one'), item('two'), item('three')]);
    const other = await send(key, [item('one'), item('changed'), item('three'), item('four')]);
    expect(other.body.results).toEqual([first.body.results[0], REUSED, first.body.results[2], expect.objectContaining({ status: 201 })]);
    expect(replayed(other)).toBeUndefined(); // the fourth is stored now
    expect(await textsOf()).toEqual(['one', 'two', 'three', 'four']);
  });

  test('a repeat completes a batch that broke off', async () => {
    await fresh();
    const key = randomUUID();
    const texts = Array.from({ length: 2_500 }, (_, index) => `m ${index}`);
    const batch = openBatch(shared().url + path(), staff.token, { headers: { 'Idempotency-Key': key } });
    await batch.write(
      texts
        .slice(0, 1_500)
        .map((text) => `${JSON.stringify(item(text))}\n`)
        .join(''),
    );
    await until('a group is stored', async () => (await textsOf()).length === 1_000);
    // Of several processes the one that reads it refuses; the others know what is stored.
    let busy = await sendAnew(key, [item('m 0')]);
    for (const last = Date.now() + 30_000; busy.status === 207 && Date.now() < last; busy = await sendAnew(key, [item('m 0')]))
      expect([statusesOf(busy), replayed(busy)]).toEqual([[201], 'true']);
    expect([busy.status, busy.body]).toEqual([409, { code: 409, message: IN_USE }]);
    expect(await textsOf()).toHaveLength(1_000);
    batch.abandon();
    let repeat: Answer | undefined;
    await until(
      'the first is over',
      async () =>
        (repeat = await send(
          key,
          texts.map((text) => item(text)),
        )).status === 207,
    );
    expect(repeat?.body.results).toHaveLength(2_500);
    expect(statusesOf(repeat as Answer).every((status) => status === 201)).toBe(true);
    const last = await send(
      key,
      texts.map((text) => item(text)),
    );
    expect([last.body, replayed(last)]).toEqual([repeat?.body, 'true']);
    const page = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?sort_direction=ASC&limit=1000`;
    const pages = await Promise.all(
      [0, 1_000, 2_000].map((offset) => world.client.get(`${page}&offset=${offset}`, { token: staff.token })),
    );
    expect(pages.flatMap(({ body }) => body.messages.map(({ message }: { message: string }) => message)).sort()).toEqual(texts.sort());
  });

  test('keys are of the user, the bank and the operation; a key is not one of a single create', async () => {
    await fresh();
    const key = randomUUID();
    const other = await world.user('other');
    await world.grant(other, 'CanCreateCustomerMessage', bank);
    const ids = [];
    for (const token of [staff.token, other.token]) ids.push((await send(key, [item('same')], token)).body.results[0].message_id);
    const single = await world.client.post(
      `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`,
      { ...MESSAGE, message: 'same' },
      {
        token: staff.token,
        headers: { 'Idempotency-Key': key },
      },
    );
    expect([single.status, replayed(single), new Set(ids).size]).toEqual([201, undefined, 2]);
    expect(await textsOf()).toEqual(['same', 'same', 'same']);
  });

  test('no place is mistaken for another', async () => {
    await fresh();
    for (const key of ['k', 'k#0', 'k#1', 'k#1#1'])
      expect(statusesOf(await send(key, [item(key), item(key), item(key)]))).toEqual([201, 201, 201]);
    expect(await textsOf()).toHaveLength(12);
  });

  test('a malformed key is refused as a whole', async () => {
    await fresh();
    const { status, body } = await send('a b', [item('one')]);
    expect([status, body.message.slice(0, 9)]).toEqual([400, 'OBP-98080']);
    expect(await textsOf()).toEqual([]);
  });

  test('batches with the same key at the same time store each message once', async () => {
    await fresh();
    const items = Array.from({ length: 300 }, (_, index) => item(`at once ${index}`));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(key, items)));
    for (const answer of answers) expect([207, 409]).toContain(answer.status);
    const done = answers.filter(({ status }) => status === 207).map(({ body }) => body.results);
    // Whoever meets a first call that takes long is told so, for each message of its own.
    const stillRunning = { status: 409, message: expect.stringMatching(/^OBP-98081/) };
    const ids = items.map((_, index) => {
      const results = done.map((one) => one[index]);
      const stored = results.filter(({ status }) => status === 201);
      expect(results.filter(({ status }) => status !== 201)).toEqual(Array(results.length - stored.length).fill(stillRunning));
      const [id, ...others] = new Set(stored.map((one) => one.message_id));
      expect(others).toEqual([]);
      return id;
    });
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(300);
    expect((await send(key, items)).body.results).toEqual(ids.map((id) => ({ status: 201, message_id: id })));
    expect(await textsOf()).toHaveLength(300);
  });
});
