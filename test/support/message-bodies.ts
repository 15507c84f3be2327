import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange } from './client.js';
import { World, type WorldUser } from './world.js';

interface Created {
  world: World;
  staff: WorldUser;
  bank: string;
  customer: string;
}

export interface CreateOperation {
  /** OBP's name of the body. */
  readonly shape: string;
  readonly fields: readonly string[];
  readonly path: (bank: string, customer: string) => string;
}

/** JSON values, and the text that they are stored as (contract section 1.6, decision 6). */
const TAKEN: readonly [json: string, text: string][] = [
  ['"text"', 'text'],
  ['"  blanks stay  "', '  blanks stay  '],
  ['"\\u0416\\n\\t\\"\\\\/\\u2028"', 'Ж\n\t"\\/\u2028'],
  ['"\\ud83d\\ude00 ✅"', '😀 ✅'],
  ['123456', '123456'],
  ['0', '0'],
  ['-0', '0'],
  ['-1', '-1'],
  ['1.5', '1.5'],
  ['1.50', '1.5'],
  ['1e10', '10000000000'],
  ['1E-7', '1e-7'],
  ['9007199254740991', '9007199254740991'],
  ['-9007199254740991', '-9007199254740991'],
  ['true', 'true'],
  ['false', 'false'],
];

const TOO_LARGE = 'is a number too large to be exact; send it as text';
const REFUSED: readonly [json: string, reason: string][] = [
  ['null', 'must be text'],
  ['{}', 'must be text'],
  ['{"text":"x"}', 'must be text'],
  ['[]', 'must be text'],
  ['["x"]', 'must be text'],
  ['9007199254740992', TOO_LARGE],
  ['-9007199254740993', TOO_LARGE],
  ['1e21', TOO_LARGE],
  ['1e400', TOO_LARGE],
  ['-1e400', TOO_LARGE],
  ['"a\\u0000b"', 'holds a NUL character, which cannot be stored'],
  ['"\\ud800"', 'holds half of a surrogate pair, which is no character'],
  ['"\\udc00\\ud800"', 'holds half of a surrogate pair, which is no character'],
];

/** What both creates make of a body: the same rules, other fields. */
export function describeBodies({ shape, fields, path }: CreateOperation): void {
  let at: Created;
  const good = Object.fromEntries(fields.map((field) => [field, JSON.stringify(`a ${field}`)]));
  const json = (values: Record<string, string>): string =>
    `{${Object.entries({ ...good, ...values })
      .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
      .join(',')}}`;
  const misshapen = `OBP-10001: Incorrect json format. The Json body should be the ${shape} `;

  beforeAll(async () => {
    const world = await World.create();
    const [staff, reader, bank] = await Promise.all([world.user('staff'), world.user('reader'), world.bank()]);
    const customer = await world.customer(bank);
    await world.link(bank, reader, customer);
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
    await world.grant(staff, 'CanGetCustomerMessages', bank);
    at = { world, staff, bank, customer };
  });

  const post = (rawBody: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    at.world.client.send('POST', path(at.bank, at.customer), {
      token: at.staff.token,
      rawBody,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  const newest = async (): Promise<Record<string, string> | undefined> => {
    const { body } = await at.world.client.get(`/obp/v4.0.0/banks/${at.bank}/customers/${at.customer}/messages?limit=1`, {
      token: at.staff.token,
    });
    return body.messages[0];
  };

  async function expectStored(rawBody: string | Buffer, stored: Record<string, string>): Promise<void> {
    const before = await newest();
    const { status, body } = await post(rawBody);
    expect({ status, body }).toEqual({ status: 201, body: { success: 'Success' } });
    const after = await newest();
    expect(after?.id).not.toBe(before?.id);
    expect(after).toMatchObject(stored);
  }

  async function expectRefused(rawBody: string | Buffer, status: number, message: string | RegExp): Promise<Answer> {
    const before = await newest();
    const answer = await post(rawBody);
    expect(answer.body).toEqual({ code: status, message: typeof message === 'string' ? message : expect.stringMatching(message) });
    expect(answer.status).toBe(status);
    expect(await newest()).toEqual(before);
    return answer;
  }

  describe.each(fields)('the field %s', (field) => {
    test.each(TAKEN)('takes %s', (value, text) => expectStored(json({ [field]: value }), { [field]: text }));

    test.each(REFUSED)('refuses %s', (value, reason) =>
      expectRefused(json({ [field]: value }), 400, `OBP-10001: Incorrect json format. The field ${field} ${reason}.`),
    );

    const longest = field === 'message' ? 1024 : 64;
    test.each(['x', 'Ж', '€', '😀'])(`has at most ${longest} characters, not bytes or halves: %s`, async (character) => {
      const text = character.repeat(longest);
      await expectStored(json({ [field]: JSON.stringify(text) }), { [field]: text });
      await expectRefused(
        json({ [field]: JSON.stringify(text + character) }),
        400,
        `OBP-10001: Incorrect json format. The field ${field} must have at most ${longest} characters.`,
      );
    });

    test('must be there: the text is that of OBP, and the header names the field', async () => {
      const { [field]: _, ...others } = good;
      const rest = Object.entries(others).map(([name, value]) => `"${name}":${value}`);
      const answer = await expectRefused(`{${rest.join(',')}}`, 400, misshapen);
      expect(answer.headers['missing-fields']).toBe(field);
    });

    test('may be empty, unless it is the message', () =>
      field === 'message'
        ? expectRefused(json({ message: '""' }), 400, 'OBP-10001: Incorrect json format. The field message must not be empty.')
        : expectStored(json({ [field]: '""' }), { [field]: '' }));
  });

  test.each([' ', '\t\r\n', '\u200b', '\ufeff', '\u3000\u00a0', '\u202e\u202c', '\u3164', '\u2800', '\u0301', '\u0001', '\ufe0f'])(
    'a message of nothing to be seen is refused, and other fields are not: %j',
    async (blank) => {
      await expectRefused(
        json({ message: JSON.stringify(blank) }),
        400,
        'OBP-10001: Incorrect json format. The field message must not be of blanks and invisible characters alone.',
      );
      await expectStored(json({ message: JSON.stringify(`${blank}x${blank}`), from_person: JSON.stringify(blank) }), {
        message: `${blank}x${blank}`,
        from_person: blank,
      });
    },
  );

  test('every wrong field is named', () =>
    expectRefused(
      json({ message: 'null', from_person: '[]' }),
      400,
      'OBP-10001: Incorrect json format. The field message must be text. The field from_person must be text.',
    ));

  test.each(['', 'null', '5', '"text"', 'true', '[]', '[1,2]', '[{},{}]', '{}', '[{}]', '[[{}]]'])('%j is not the shape', (body) =>
    expectRefused(body, 400, misshapen),
  );

  test.each(['{"message": broken}', '{"message"', '{', ' ', '{"message":"a",}', "{'message':'a'}", '{"message":"a\nb"}', 'NaN', '{}{}'])(
    '%j is malformed',
    (body) => expectRefused(body, 400, /^OBP-10001: Incorrect json format\. (?!The Json body)/),
  );

  test('a list of one such object counts as the object', () => expectStored(`[${json({})}]`, { message: 'a message' }));

  test('of a doubled key the last counts', () => expectStored(json({}).replace('{', '{"message":"the first",'), { message: 'a message' }));

  test('a byte order mark is no part of the text', () => expectStored(`\ufeff${json({})}`, { message: 'a message' }));

  test('unknown fields are ignored, whatever they are called', () =>
    expectStored(
      json({ colour: '"blue"', nested: '{"a":[1,null]}', constructor: '"c"', toString: '1', hasOwnProperty: 'null', then: '{}', id: '""' }),
      { message: 'a message' },
    ));

  test.each([
    json({ __proto__x: '1' }).replace('__proto__x', '__proto__'),
    json({ x: '{"__proto__":{"isAdmin":true}}' }),
    json({ x: '{"\\u005f_proto__":{}}' }),
    json({ constructor: '{"prototype":{}}' }),
  ])('keys that poison prototypes are refused: %s', (body) =>
    expectRefused(body, 400, /^OBP-10001: Incorrect json format\. Object contains/),
  );

  test.each([
    ['a stray byte', [0xff]],
    ['an overlong form', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['a character cut short', [0xf0, 0x9f, 0x98]],
  ])('%s is no UTF-8', (_name, bytes) => {
    const [before, after] = json({ message: '"@"' }).split('@') as [string, string];
    const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
    return expectRefused(body, 400, 'OBP-10001: Incorrect json format. The body is not valid UTF-8.');
  });

  test('a body may have 64 KiB, and not a byte more', async () => {
    const body = json({}).padEnd(65_536);
    await expectStored(body, { message: 'a message' });
    await expectRefused(`${body} `, 413, 'OBP-98001: The request body is too large. At most 65536 bytes are accepted.');
    const before = await newest();
    const headers = { DirectLogin: `token=${at.staff.token}`, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const chunked = await exchange(at.world.client.base, 'POST', path(at.bank, at.customer), headers, `${body} `);
    expect([chunked.status, chunked.body.code]).toEqual([413, 413]);
    expect(await newest()).toEqual(before);
  });

  describe('nesting', () => {
    const nested = (levels: number, open = '[', close = ']'): string => open.repeat(levels) + close.repeat(levels);
    const tooDeep = 'OBP-10001: Incorrect json format. The body is nested deeper than 100 levels.';

    test('100 levels are read, 101 are refused', async () => {
      await expectStored(json({ extra: nested(99) }), { message: 'a message' });
      await expectRefused(json({ extra: nested(100) }), 400, tooDeep);
    });

    test.each([
      ['the whole body', nested(30_000)],
      ['an unknown field', json({ extra: nested(30_000) })],
      ['a known field', json({ message: nested(30_000) })],
      ['objects in a known field', json({ message: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` })],
      ['objects with suspicious keys', `${'{"__proto__ ":'.repeat(4_000)}1${'}'.repeat(4_000)}`],
    ])('a great many levels are refused in %s', (_name, body) => expectRefused(body, 400, tooDeep));
  });
}
