import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from '../support/client.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

interface Listed {
  id: string;
  message: string;
}

const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
const dateOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

describe('pages of messages (decision 7)', () => {
  let world: World;
  let staff: WorldUser;
  let reader: WorldUser;
  let bank: string;
  /** Each list with the messages it is known to hold, oldest first. */
  let lists: Record<'v4.0.0' | 'v1.4.0', { path: string; user: WorldUser; known: Listed[] }>;

  const post = async (customer: string, message: string): Promise<void> => {
    const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
    const { status } = await world.client.post(path, { ...MESSAGE, message }, { token: staff.token });
    expect(status).toBe(201);
  };
  const get = (path: string, user: WorldUser): Promise<Answer> => world.client.get(path, { token: user.token });
  const idsOf = ({ body }: Answer): string[] => (body.messages as Listed[]).map(({ id }) => id);

  beforeAll(async () => {
    world = await World.create();
    [staff, reader, bank] = await Promise.all([world.user('staff'), world.user('reader'), world.bank()]);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    const customers = [await world.customer(bank), await world.customer(bank), await world.customer(bank)] as const;
    for (const customer of customers) await world.link(bank, reader, customer);
    // In waves, so that some share a millisecond and some do not; to the first customer most.
    for (let wave = 0; wave < 12; wave++)
      await Promise.all([0, 0, 0, 1, 0, 2].map((to, index) => post(customers[to] as string, `${wave} ${index}`)));
    lists = {
      'v4.0.0': { path: `/obp/v4.0.0/banks/${bank}/customers/${customers[0]}/messages`, user: staff, known: [] },
      'v1.4.0': { path: `/obp/v1.4.0/banks/${bank}/customer/messages`, user: reader, known: [] },
    };
    for (const list of Object.values(lists)) list.known = (await get(list.path, list.user)).body.messages.toReversed();
  });

  /** Follows the Link headers from a first page to the last. */
  async function walk(path: string, user: WorldUser, betweenPages = async (): Promise<void> => {}): Promise<string[][]> {
    const pages: string[][] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const answer = await get(next, user);
      expect(answer.status).toBe(200);
      pages.push(idsOf(answer));
      next = nextOf(answer);
      await betweenPages();
    }
    return pages;
  }

  /** The path of the next page, from an absolute URL as RFC 8288 has it. */
  function nextOf({ headers }: Answer): string | undefined {
    if (headers.link === undefined) return undefined;
    const [, url] = /^<(.+)>; rel="next"$/.exec(String(headers.link)) ?? [];
    expect(url?.startsWith(`${world.client.base}/obp/`)).toBe(true);
    return url?.slice(world.client.base.length);
  }

  test('the lists are what the properties below believe', () => {
    expect([lists['v4.0.0'].known.length, lists['v1.4.0'].known.length]).toEqual([48, 72]);
    for (const { known } of Object.values(lists)) {
      const ids = known.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted());
    }
  });

  describe.each(['v4.0.0', 'v1.4.0'] as const)('the list of %s', (version) => {
    const known = (): string[] => lists[version].known.map(({ id }) => id);
    const path = (query: Record<string, string | number | undefined> = {}): string => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined);
      return `${lists[version].path}?${given.map(([name, value]) => `${name}=${String(value)}`).join('&')}`;
    };
    const fetch = (query?: Parameters<typeof path>[0]): Promise<Answer> => get(path(query), lists[version].user);

    test('any choice of parameters, followed to the end, gives each message it asks for once and in order', async () => {
      const index = fc.nat({ max: known().length - 1 });
      await fc.assert(
        fc.asyncProperty(
          fc.record(
            {
              limit: fc.integer({ min: 1, max: 30 }),
              offset: fc.nat({ max: 40 }),
              sort_direction: fc.constantFrom('ASC', 'DESC', 'asc', 'Desc'),
              from: fc.tuple(index, fc.integer({ min: -1, max: 1 })),
              to: fc.tuple(index, fc.integer({ min: -1, max: 1 })),
            },
            { requiredKeys: [] },
          ),
          async ({ limit, offset, sort_direction, from, to }) => {
            const time = (bound: [number, number] | undefined): number | undefined =>
              bound && timeOf(known()[bound[0]] as string) + bound[1];
            const [earliest, latest] = [time(from), time(to)];
            const wanted = known().filter((id) => timeOf(id) >= (earliest ?? 0) && timeOf(id) <= (latest ?? Infinity));
            if (sort_direction?.toUpperCase() !== 'ASC') wanted.reverse();
            const query = {
              limit,
              offset,
              sort_direction,
              from_date: earliest && dateOf(earliest),
              to_date: latest && dateOf(latest),
            };
            const pages = await walk(path(query), lists[version].user);
            expect(pages.flat()).toEqual(wanted.slice(offset ?? 0));
            for (const page of pages.slice(0, -1)) expect(page.length).toBe(limit);
            if (pages.length > 1) expect(pages.at(-1)).not.toEqual([]);
          },
        ),
        { numRuns: 40 },
      );
    });

    test('the bounds of time are inclusive to the millisecond', async () => {
      for (const id of [known()[0], known()[20], known().at(-1)] as string[]) {
        const same = known().filter((other) => timeOf(other) === timeOf(id));
        const at = dateOf(timeOf(id));
        expect(idsOf(await fetch({ from_date: at, to_date: at, sort_direction: 'ASC' }))).toEqual(same);
        const later = dateOf(timeOf(id) + 1);
        expect(idsOf(await fetch({ from_date: later }))).not.toContain(id);
        const earlier = dateOf(timeOf(id) - 1);
        expect(idsOf(await fetch({ to_date: earlier }))).not.toContain(id);
        expect(idsOf(await fetch({ from_date: later, to_date: earlier }))).toEqual([]);
      }
    });

    test('a time to the second, as answers write it, means all of that second', async () => {
      for (const id of [known()[0], known()[20], known().at(-1)] as string[]) {
        const second = Math.floor(timeOf(id) / 1000);
        const at = dateOf(second * 1000).replace('.000Z', 'Z');
        const same = known().filter((other) => Math.floor(timeOf(other) / 1000) === second);
        expect(idsOf(await fetch({ from_date: at, to_date: at, sort_direction: 'ASC' }))).toEqual(same);
        const zoned = dateOf(second * 1000 + 90 * 60_000).replace('.000Z', '%2B0130');
        expect(idsOf(await fetch({ from_date: zoned, to_date: zoned, sort_direction: 'ASC' }))).toEqual(same);
        const earlier = dateOf(second * 1000 - 1000).replace('.000Z', 'Z');
        expect(idsOf(await fetch({ to_date: earlier }))).not.toContain(id);
      }
    });

    test('a time may be written with a zone, escaped or not', async () => {
      const id = known()[20] as string;
      const zoned = dateOf(timeOf(id) + 90 * 60_000).replace('Z', '');
      for (const plus of ['+', '%2B']) {
        const time = `${zoned}${plus}0130`;
        expect(idsOf(await fetch({ from_date: time, to_date: time }))).toContain(id);
      }
      const west = `${dateOf(timeOf(id) - 60 * 60_000).replace('Z', '')}-0100`;
      expect(idsOf(await fetch({ from_date: west, to_date: west }))).toContain(id);
    });

    const TIMES = ['0001-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'];
    test.each([...TIMES, '0001-01-01T00:00:00.000+0100', '9999-12-31T23:59:59.999-0100'])('%s is a time', async (time) => {
      const all = known().toReversed();
      const isFuture = time.startsWith('9');
      expect(idsOf(await fetch({ from_date: time }))).toEqual(isFuture ? [] : all);
      expect(idsOf(await fetch({ to_date: time }))).toEqual(isFuture ? all : []);
    });

    test('an offset beyond the end is an empty page, not an unknown customer', async () => {
      for (const offset of [known().length, 1_000_000, 2 ** 31 - 1]) {
        const answer = await fetch({ offset, limit: 1000 });
        expect([answer.status, answer.body, answer.headers.link]).toEqual([200, { messages: [] }, undefined]);
      }
    });

    test('the header Range says what was used, when anything was asked for', async () => {
      expect((await fetch()).headers.range).toBeUndefined();
      expect((await fetch({ colour: 'blue' })).headers.range).toBeUndefined();
      expect((await fetch({ limit: '' })).headers.range).toBeUndefined();
      expect((await fetch({ limit: 7 })).headers.range).toBe('items=0-7');
      expect((await fetch({ offset: 3 })).headers.range).toBe('items=3-500');
      expect((await fetch({ sort_direction: 'ASC' })).headers.range).toBe('items=0-500');
      expect((await fetch({ from_date: dateOf(0) })).headers.range).toBe('items=0-500');
      expect((await fetch({ limit: 1001 })).headers.range).toBe('items=0-1000');
      expect((await fetch({ limit: 2 ** 31 - 1, offset: 9 })).headers.range).toBe('items=9-1000');
    });

    test('the header Link keeps the rest of the query, and is there only when there is more', async () => {
      const next = nextOf(await fetch({ limit: 5, offset: 2, locale: 'es_ES', from_date: dateOf(0) }));
      const query = new URL(next ?? '', world.client.base).searchParams;
      expect(Object.fromEntries(query)).toEqual({
        limit: '5',
        locale: 'es_ES',
        from_date: dateOf(0),
        cursor: known().toReversed()[6],
      });
      expect((await fetch({ limit: known().length - 1 })).headers.link).toBeDefined();
      expect((await fetch({ limit: known().length })).headers.link).toBeUndefined();
    });

    test('a cursor is an id in either case, that need not be of a message', async () => {
      const newestFirst = known().toReversed();
      const at = newestFirst[10] as string;
      expect(idsOf(await fetch({ cursor: at.toUpperCase() }))).toEqual(newestFirst.slice(11));
      expect(idsOf(await fetch({ cursor: at, sort_direction: 'ASC' }))).toEqual(newestFirst.slice(0, 10).toReversed());
      expect(idsOf(await fetch({ cursor: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }))).toEqual(newestFirst);
      expect(idsOf(await fetch({ cursor: '' }))).toEqual(newestFirst);
    });

    test('empty values and unknown names are as if absent', async () => {
      const whole = (await fetch()).body;
      const query = { limit: '', offset: '', sort_direction: '', from_date: '', to_date: '', cursor: '', obp_limit: '1', Limit: '1' };
      expect((await fetch(query)).body).toEqual(whole);
    });

    describe('a wrong value', () => {
      const date = "OBP-10026: Failed to parse date string. Please use this format yyyy-MM-dd'T'HH:mm:ss.SSS'Z'!";
      // In the order in which they are looked at (contract section 8): the first wrong one is told.
      const wrong: [name: string, values: string[], reason: string][] = [
        [
          'sort_direction',
          ['up', '1', 'ASC%20', 'ASCENDING'],
          'OBP-10023: obp_sort_direction parameter can only take two values: DESC or ASC!',
        ],
        [
          'from_date',
          [
            'x',
            '2024-01-01',
            '2024-01-01T00:00Z',
            '2024-01-01T00:00:00',
            '2024-01-01T00:00:00.Z',
            '2024-01-01T00:00:00.0000000000Z',
            '2024-02-30T00:00:00Z',
            '2024-02-30T00:00:00.000Z',
            '2023-02-29T00:00:00.000Z',
            '2024-13-01T00:00:00.000Z',
            '2024-01-01T24:00:00.000Z',
            '2024-01-01T00:60:00.000Z',
            '2024-01-01T00:00:00.000+2500',
            '20240-01-01T00:00:00.000Z',
            '1700000000000',
          ],
          date,
        ],
        ['to_date', ['yesterday', '2024-04-31T00:00:00.000Z'], date],
        [
          'limit',
          ['0', '-1', '1.5', 'x', '1e2', '0x10', '%201', '2147483648', '9'.repeat(400), '%zz', '%00'],
          'OBP-10025: wrong value for obp_limit parameter. Please send a positive integer (=>1)!',
        ],
        [
          'offset',
          ['-1', '1.5', 'x', '2147483648', '%F0%9F%98%80'],
          'OBP-10024: wrong value for obp_offset parameter. Please send a positive integer (=>0)!',
        ],
        [
          'cursor',
          ['x', '1', "'%22;--", '00000000000000000000000000000000', '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b0', '%00'],
          'OBP-98006: wrong value for cursor parameter. Please send the cursor of a Link header as it was given.',
        ],
      ];
      const refusal = (reason: string): object => ({ code: 400, message: `OBP-10016: Incorrect filter Parameters in URL.  <- ${reason}` });

      test.each(wrong.flatMap(([name, values, reason]) => values.map((value) => [name, value, reason] as const)))(
        '%s=%s is refused with its reason',
        async (name, value, reason) => {
          const { status, body } = await fetch({ [name]: value });
          expect({ status, body }).toEqual({ status: 400, body: refusal(reason) });
        },
      );

      const pairs = wrong.flatMap((first, at) => wrong.slice(at + 1).map((second) => [first, second] as const));
      test.each(pairs.map(([first, second]) => [first[0], second[0], first, second] as const))(
        '%s is told before %s',
        async (_first, _second, first, second) => {
          const { body } = await fetch({ [second[0]]: second[1][0], [first[0]]: first[1][0] });
          expect(body).toEqual(refusal(first[2]));
        },
      );
    });
  });

  describe('while others send', () => {
    test.each(['v4.0.0', 'v1.4.0'] as const)('a walk through the list of %s misses and doubles nothing', async (version) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('ASC', 'DESC'),
          fc.integer({ min: 1, max: 7 }),
          fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
          async (direction, limit, sends) => {
            const owner = await world.user('owner');
            const customer = await world.customer(bank);
            await world.link(bank, owner, customer);
            const [user, path] =
              version === 'v4.0.0'
                ? [staff, `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`]
                : [owner, `/obp/v1.4.0/banks/${bank}/customer/messages`];
            await Promise.all(Array.from({ length: 20 }, (_, index) => post(customer, `before ${index}`)));
            const before = idsOf(await get(path, user));
            const waiting = [...sends];
            const walked = await walk(`${path}?limit=${limit}&sort_direction=${direction}`, user, async () => {
              await Promise.all(Array.from({ length: waiting.shift() ?? 0 }, (_, index) => post(customer, `between ${index}`)));
            });
            const after = idsOf(await get(path, user));
            const sent = sends.slice(0, sends.length - waiting.length).reduce((sum, count) => sum + count, 0);
            expect(after.length).toBe(20 + sent);
            // Newest first: those that were there. Oldest first: also those sent before the last page was read.
            if (direction === 'DESC') expect(walked.flat()).toEqual(before);
            else expect(walked.flat()).toEqual(after.toReversed().slice(0, walked.flat().length));
            expect(walked.flat().length).toBeGreaterThanOrEqual(20);
          },
        ),
        { numRuns: 6 },
      );
    });
  });

  describe('more than a page', () => {
    const count = 1_005;
    let customer: string;
    let ids: string[];

    beforeAll(async () => {
      customer = await world.customer(bank);
      for (let sent = 0; sent < count; sent += 15)
        await Promise.all(Array.from({ length: 15 }, (_, index) => post(customer, `${sent} ${index}`)));
      const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
      ids = (await walk(path, staff)).flat();
    });

    test('500 are listed unless more are asked for, and never more than 1,000', async () => {
      expect(new Set(ids).size).toBe(count);
      const path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
      const sizes = async (query: string): Promise<number[]> => (await walk(path + query, staff)).map((page) => page.length);
      expect(await sizes('')).toEqual([500, 500, 5]);
      expect(await sizes('?limit=999')).toEqual([999, 6]);
      expect(await sizes('?limit=1000')).toEqual([1000, 5]);
      expect(await sizes('?limit=1001')).toEqual([1000, 5]);
      expect(await sizes('?limit=2147483647')).toEqual([1000, 5]);
      expect(await sizes('?limit=2147483647&offset=5')).toEqual([1000]);
      expect(idsOf(await get(path, staff))).toEqual(ids.slice(0, 500));
    });

    test('the same holds for the inbox', async () => {
      const owner = await world.user('owner');
      await world.link(bank, owner, customer);
      const pages = await walk(`/obp/v1.4.0/banks/${bank}/customer/messages`, owner);
      expect(pages.map((page) => page.length)).toEqual([500, 500, 5]);
      expect(pages.flat()).toEqual(ids);
      const capped = await walk(`/obp/v1.4.0/banks/${bank}/customer/messages?limit=5000`, owner);
      expect(capped.map((page) => page.length)).toEqual([1000, 5]);
    });
  });
});
