import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shared } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

/** The database writes the JSON of lists (decision 38); nothing may tell it from what `JSON.stringify` writes. */
describe('the text of a list of messages', () => {
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customer: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, bank] = await Promise.all([world.user('staff'), world.bank()]);
    customer = await world.customer(bank);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    await world.link(bank, staff, customer);
  });

  const paths = (): string[] => [
    `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?limit=1`,
    `/obp/v1.4.0/banks/${bank}/customer/messages?limit=1`,
  ];
  const textOf = async (path: string): Promise<string> =>
    (await fetch(shared().url + path, { headers: { DirectLogin: `token=${staff.token}` } })).text();

  /** What PostgreSQL can hold: everything but NUL and halves of surrogate pairs. */
  const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
  const nasty = fc.constantFrom(
    ...['"', '\\', '/', '\b', '\f', '\n', '\r', '\t', '\u0001', '\u001f', '\u007f', '\u0080', '\u2028', '\u2029', '\ufeff', '\uffff'],
    ...['😀', '\u{10ffff}', '</script>', '\\u0041', '\\"', '{"a":[1]}', "'", '$1', '%', 'é', 'e\u0301', '{}', ','],
  );
  const text = (maxLength: number, minLength = 0): fc.Arbitrary<string> =>
    fc
      .oneof(
        fc.string({ unit: 'binary', maxLength, minLength }),
        fc.array(nasty, { maxLength: Math.floor(maxLength / 9), minLength }).map((parts) => parts.join('')),
      )
      .filter(storable)
      .filter((made) => made.length <= maxLength);

  test('is what JSON.stringify writes, whatever the messages say', async () => {
    const seen = text(399).map((any) => `${any}x`); // a message has something to be seen
    const message = fc.record({ transport: text(30), message: seen, from_department: text(30), from_person: text(30) });
    await fc.assert(
      fc.asyncProperty(message, async (sent) => {
        const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
        expect((await world.client.post(path, sent, { token: staff.token })).status).toBe(201);
        const [listed = '', inbox = ''] = await Promise.all(paths().map(textOf));
        const [found] = (JSON.parse(listed) as { messages: { id: string; date: string }[] }).messages;
        const { id, date } = { id: found?.id, date: found?.date };
        const { transport, message, from_department, from_person } = sent;
        expect(listed).toBe(JSON.stringify({ messages: [{ id, date, transport, message, from_department, from_person }] }));
        expect(inbox).toBe(JSON.stringify({ messages: [{ id, date, message, from_department, from_person }] }));
      }),
      { numRuns: 30, examples: [[{ transport: '', message: allControls(), from_department: '"', from_person: '\\' }]] },
    );
  });

  test('many lists that are asked for at once are each their own', async () => {
    const customers = await Promise.all(Array.from({ length: 12 }, () => world.customer(bank)));
    for (const [index, of] of customers.entries())
      for (const place of ['first', 'second', 'third'].slice(0, index % 4))
        await world.client.post(
          `/obp/v4.0.0/banks/${bank}/customers/${of}/messages`,
          { transport: '', message: `${place} of ${index}`, from_department: '', from_person: '' },
          { token: staff.token },
        );
    const asked = [...customers.keys()].flatMap((index) =>
      ['', '?limit=1', '?limit=2&offset=1', '?sort_direction=ASC'].map((query) => [index, query] as const),
    );
    const answers = await Promise.all(
      asked.map(([index, query]) =>
        world.client.get(`/obp/v4.0.0/banks/${bank}/customers/${customers[index]}/messages${query}`, { token: staff.token }),
      ),
    );
    const unknown = await Promise.all(
      [1, 2].map(() => world.client.get(`/obp/v4.0.0/banks/${bank}/customers/none/messages`, { token: staff.token })),
    );
    expect(unknown.map(({ status }) => status)).toEqual([404, 404]);
    for (const [place, [index, query]] of asked.entries()) {
      const newestFirst = ['first', 'second', 'third']
        .slice(0, index % 4)
        .map((name) => `${name} of ${index}`)
        .toReversed();
      const wanted: Record<string, string[]> = {
        '': newestFirst,
        '?limit=1': newestFirst.slice(0, 1),
        '?limit=2&offset=1': newestFirst.slice(1, 3),
        '?sort_direction=ASC': newestFirst.toReversed(),
      };
      expect(answers[place]?.body.messages.map(({ message }: { message: string }) => message)).toEqual(wanted[query]);
      expect(answers[place]?.headers.link !== undefined).toBe(query === '?limit=1' && index % 4 > 1);
    }
  });
});

const allControls = (): string => Array.from({ length: 0x7f }, (_, code) => String.fromCharCode(code + 1)).join('');
