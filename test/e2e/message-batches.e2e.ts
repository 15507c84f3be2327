import { request } from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange, shared } from '../support/client.js';
import { exchangeRaw } from '../support/raw.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const SUCCESS = { status: 201, message_id: expect.stringMatching(/^[0-9a-f-]{36}$/) };

describe('POST /messaging/v1/banks/BANK_ID/messages', () => {
  let world: World;
  let staff: WorldUser;
  let bank: string;
  let customers: [string, string];
  let elsewhere: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, bank] = await Promise.all([world.user('staff'), world.bank()]);
    customers = [await world.customer(bank), await world.customer(bank)];
    elsewhere = await world.customer(await world.bank());
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
  });

  const path = (): string => `/messaging/v1/banks/${bank}/messages`;
  const messageTo = (customer: string, message: string): object => ({ customer_id: customer, ...MESSAGE, message });
  const send = (body: unknown, query = ''): Promise<Answer> => world.client.post(path() + query, body, { token: staff.token });
  const sendText = (text: string | Buffer, type = 'application/json', token = staff.token): Promise<Answer> =>
    exchange(
      shared().url,
      'POST',
      path(),
      { DirectLogin: `token=${token}`, 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(text)) },
      text,
    );
  const textsOf = async (customer: string): Promise<string[]> => {
    const list = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?sort_direction=ASC&limit=1000`;
    const { body } = await world.client.get(list, { token: staff.token });
    return body.messages.map(({ message }: { message: string }) => message);
  };

  test('stores messages to many customers, in their order', async () => {
    const texts = Array.from({ length: 25 }, (_value, index) => `first ${index}`);
    const { status, body } = await send(texts.map((text, index) => messageTo(customers[index % 2] as string, text)));
    expect([status, body]).toEqual([207, { results: texts.map(() => SUCCESS) }]);
    expect(await textsOf(customers[0])).toEqual(texts.filter((_text, index) => index % 2 === 0));
    expect(await textsOf(customers[1])).toEqual(texts.filter((_text, index) => index % 2 === 1));
    expect(new Set(body.results.map(({ message_id: id }: { message_id: string }) => id)).size).toBe(25);
  });

  test('refuses each wrong message alone, in the words of a message that is sent alone', async () => {
    const customer = await world.customer(bank);
    const wrong: unknown[] = [
      messageTo('no-such-customer', 'x'),
      messageTo(elsewhere, 'x'),
      messageTo('not an id!', 'x'),
      { ...messageTo(customer, 'x'), message: 'x'.repeat(1025) },
      { ...messageTo(customer, 'x'), message: '' },
      { ...messageTo(customer, 'x'), message: '\u200b \u3164' },
      { ...messageTo(customer, 'x'), transport: undefined },
      { ...messageTo(customer, 'x'), from_person: null },
      { ...messageTo(customer, 'x'), customer_id: undefined },
      'text',
      7,
      null,
      [],
    ];
    const { status, body } = await send(wrong.flatMap((item) => [messageTo(customer, 'good'), item]));
    expect(status).toBe(207);
    const refusals = body.results.filter((_result: unknown, index: number) => index % 2 === 1);
    expect(body.results.filter((_result: unknown, index: number) => index % 2 === 0)).toEqual(wrong.map(() => SUCCESS));
    expect(await textsOf(customer)).toEqual(wrong.map(() => 'good'));
    for (const [index, item] of wrong.entries()) {
      const { customer_id: id, ...alone } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
      if (typeof id !== 'string' || id.includes(' ')) continue;
      const single = `/obp/v4.0.0/banks/${bank}/customers/${id}/messages`;
      const answer = await world.client.post(single, alone, { token: staff.token });
      expect(refusals[index]).toEqual({ status: answer.status, message: answer.body.message });
    }
    expect(refusals.map((result: { status: number; message: string }) => `${result.status} ${result.message.slice(0, 9)}`)).toEqual([
      '404 OBP-30046',
      '404 OBP-30046',
      ...wrong.slice(2).map(() => '400 OBP-10001'),
    ]);
    const spanish = await send([messageTo('no-such-customer', 'x')], '?locale=es_ES');
    expect(spanish.body.results[0].message).toMatch(/^OBP-30046: .*[Cc]liente/);
  });

  test.each<[kind: string, body: unknown]>([
    ['a malformed id in a field that is ignored', { ...MESSAGE, bank_id: 'not an id!' }],
    ['a malformed id deep within', { ...MESSAGE, more: [{ user_id: 'a/b' }] }],
    ['a malformed id and a missing field', { ...MESSAGE, transport: undefined, view_id: '?' }],
    ['a missing field', { ...MESSAGE, from_department: undefined }],
    ['null', { ...MESSAGE, message: null }],
    ['an object for a text', { ...MESSAGE, message: { text: 'x' } }],
    ['a list for a text', { ...MESSAGE, transport: ['SMS'] }],
    ['an empty text', { ...MESSAGE, message: '' }],
    ['blanks and what nobody sees', { ...MESSAGE, message: ' \u200b\u3164 ' }],
    ['a text with NUL', { ...MESSAGE, message: 'a\0b' }],
    ['a lone surrogate', { ...MESSAGE, message: 'a\ud800b' }],
    ['a long text', { ...MESSAGE, message: 'x'.repeat(1025) }],
    ['two wrong fields', { ...MESSAGE, message: '', from_person: 'x'.repeat(65) }],
    ['an empty object', {}],
  ])('%s is refused in a batch as it is alone', async (_kind, body) => {
    const [customer] = customers;
    const alone = await world.client.post(`/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`, body, { token: staff.token });
    expect(alone.status).toBe(400);
    const { body: batch } = await send([{ ...(body as object), customer_id: customer }]);
    expect(batch.results).toEqual([{ status: alone.status, message: alone.body.message }]);
  });

  test('keys that poison prototypes, invalid UTF-8 and broken JSON fail alone', async () => {
    const customer = await world.customer(bank);
    const good = JSON.stringify(messageTo(customer, 'good'));
    const items = [good, good.replace('{', '{"__proto__":{"a":1},'), '{"broken"', good.replace('"SMS"', '"SMS" "x"'), good];
    const invalid = Buffer.concat([Buffer.from(`${items.join('\n')}\n{"message":"`), Buffer.from([0xff]), Buffer.from('"}\n')]);
    const { status, body } = await sendText(invalid, 'application/x-ndjson');
    expect(status).toBe(207);
    expect(body.error).toBeUndefined();
    expect(body.results.map((result: { status: number }) => result.status)).toEqual([201, 400, 400, 400, 201, 400]);
    expect(body.results[5].message).toContain('not valid UTF-8');
    expect(await textsOf(customer)).toEqual(['good', 'good']);
  });

  test('takes NDJSON, read as it arrives', async () => {
    const customer = await world.customer(bank);
    const line = (text: string): string => `${JSON.stringify(messageTo(customer, text))}\n`;
    const answered = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const call = request(`${shared().url}${path()}`, {
        method: 'POST',
        headers: { DirectLogin: `token=${staff.token}`, 'Content-Type': 'application/x-ndjson' },
      });
      call.on('error', reject);
      call.on('response', (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      // A full group is stored although the body has not ended.
      call.write(Array.from({ length: 1500 }, (_value, index) => line(`early ${index}`)).join(''));
      const waitForThem = async (): Promise<void> => {
        while ((await textsOf(customer)).length < 1000) await new Promise((wake) => setTimeout(wake, 20));
        const last = line('last');
        call.write(last.slice(0, 20));
        setTimeout(() => call.end(last.slice(20)), 20);
      };
      waitForThem().catch(reject);
    });
    const { status, body } = await answered;
    const { results } = JSON.parse(body) as { results: unknown[] };
    expect([status, results.length]).toEqual([207, 1501]);
    expect(results).toEqual(results.map(() => SUCCESS));
  });

  test('an empty array is an empty answer', async () => {
    expect(await send([])).toMatchObject({ status: 207, body: { results: [] } });
  });

  test('10,000 messages are taken, and what comes after them is not', async () => {
    const customer = await world.customer(bank);
    const text = JSON.stringify(messageTo(customer, 'one of many'));
    const { status, body } = await sendText(`[${Array.from({ length: 10_002 }, () => text).join(',')}]`);
    expect([status, body.results.length]).toEqual([207, 10_000]);
    expect(body.results.every((result: { status: number }) => result.status === 201)).toBe(true);
    expect(body.error).toEqual({ code: 413, message: expect.stringMatching(/^OBP-98001: .* At most 10000 messages are accepted\.$/) });
  });

  test('a body of more than 16 MiB is not read to its end', async () => {
    const long = JSON.stringify({ ...messageTo('no-such-customer', 'x'), ignored: 'x'.repeat(500_000) });
    const { status, body } = await sendText(`[${Array.from({ length: 40 }, () => long).join(',')}]`);
    expect([status, body.error.code]).toEqual([207, 413]);
    expect(body.error.message).toContain('At most 16777216 bytes are accepted.');
    expect(body.results.length).toBeLessThan(40);
  });

  test.each([
    ['nothing', '', 'The body is empty.'],
    ['an array that breaks off', '[', 'The body ends before its array does.'],
    ['an object', '{"messages":[]}', 'The body is not one array.'],
    ['an object before an array', '{}\n[]', 'The body is not one array.'],
    ['a text', '"["', 'The body is not one array.'],
    ['an element longer than any body', `["${'x'.repeat(1_200_000)}"]`, 'An element is longer than 1048576 bytes.'],
  ])('%s is refused as a whole when nothing came before', async (_name, text, words) => {
    expect(await sendText(text)).toMatchObject({ status: 400, body: { code: 400, message: expect.stringContaining(words) } });
  });

  describe('the declared type says how messages are written', () => {
    const mark = '\uFEFF';
    const pretty = (customer: string): string =>
      `{"messages":[\n${['one', 'two', 'three'].map((text) => JSON.stringify(messageTo(customer, text))).join(',\n')}\n]}`;

    test('JSON that is no array is refused as a whole, however its lines are made, and nothing is sent', async () => {
      const customer = await world.customer(bank);
      const lines = ['one', 'two'].map((text) => JSON.stringify(messageTo(customer, text)));
      for (const text of [pretty(customer), lines.join('\n'), `${mark}${lines.join('\n')}`, `\n\n ${lines[0] ?? ''}`]) {
        const { status, body } = await sendText(text);
        expect([status, body]).toEqual([400, { code: 400, message: expect.stringMatching(/^OBP-10001: .* The body is not one array\.$/) }]);
      }
      expect(await textsOf(customer)).toEqual([]);
    });

    test('an array may be written one message a line, and have a byte-order mark', async () => {
      const customer = await world.customer(bank);
      const lines = ['one', 'two'].map((text) => JSON.stringify(messageTo(customer, text)));
      const { status, body } = await sendText(`${mark}[\n${lines.join(',\n')}\n]\n`, 'application/json; charset=utf-8');
      expect([status, body]).toEqual([207, { results: [SUCCESS, SUCCESS] }]);
      expect(await textsOf(customer)).toEqual(['one', 'two']);
    });

    test('NDJSON may begin with a byte-order mark or a bracket; each line is a message or has an error of its own', async () => {
      const customer = await world.customer(bank);
      const one = JSON.stringify(messageTo(customer, 'one'));
      const { status, body } = await sendText(`${mark}${one}\n[${one}]\n\n${one}\r\n"text"\n`, 'application/x-ndjson');
      expect([status, body.error]).toEqual([207, undefined]);
      expect(body.results.map((result: { status: number }) => result.status)).toEqual([201, 400, 201, 400]);
      const array = await sendText(`[\n${one},\n${one}\n]`, 'application/x-ndjson; charset=utf-8');
      expect(array.body.results.map((result: { status: number }) => result.status)).toEqual([400, 400, 201, 400]);
      expect(await textsOf(customer)).toEqual(['one', 'one', 'one']);
      expect(await sendText(' \n\r\n', 'application/x-ndjson')).toMatchObject({ status: 400 });
    });

    test('what is stored does not depend on how the bytes are cut into packets', async () => {
      const customer = await world.customer(bank);
      const good = JSON.stringify(messageTo(customer, 'é, ü and "[{"'));
      const bodies: [string, string, number[], number | undefined][] = [
        ['application/json', `${mark} [${good},{bad},\n${good}]`, [201, 400, 201], undefined],
        ['application/json', `[${good},${good}] ${good}`, [201, 201], 400],
        ['application/json', `[${good},,${good}]`, [201], 400],
        ['application/x-ndjson', `${mark}${good}\r\n${good}\n[]\n${good}`, [201, 201, 400, 201], undefined],
      ];
      for (const [type, text, statuses, error] of bodies) {
        const bytes = Buffer.from(text);
        const cuts = [[bytes], ...[1, 2, 3, bytes.length >> 1, bytes.length - 1].map((at) => [bytes.subarray(0, at), bytes.subarray(at)])];
        for (const pieces of [
          ...cuts,
          Array.from(bytes.subarray(0, 12), (_byte, at) => bytes.subarray(at, at + 1)).concat(bytes.subarray(12)),
        ]) {
          const [answer] = await exchangeRaw([
            `POST ${path()} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nDirectLogin: token=${staff.token}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
            ...pieces,
          ]);
          const body = JSON.parse(answer?.body ?? '') as { results: { status: number }[]; error?: { code: number } };
          expect([pieces.map(({ length }) => length), body.results.map(({ status }) => status), body.error?.code]).toEqual([
            pieces.map(({ length }) => length),
            statuses,
            error,
          ]);
        }
      }
    });
  });

  test('what came before a body breaks off is stored, and told', async () => {
    const customer = await world.customer(bank);
    const { status, body } = await sendText(`[${JSON.stringify(messageTo(customer, 'before'))},{"customer_id":`);
    expect([status, body.results]).toEqual([207, [SUCCESS]]);
    expect(body.error).toEqual({ code: 400, message: expect.stringMatching(/^OBP-10001: .*The body ends before its array does\.$/) });
    expect(await textsOf(customer)).toEqual(['before']);
  });

  test('who calls, the bank and the role are looked at before the body', async () => {
    const nobody = await world.user('nobody');
    const post = (to: string, token?: string): Promise<Answer> => world.client.post(to, 'no array', token === undefined ? {} : { token });
    expect(await post(path())).toMatchObject({ status: 401, body: { message: expect.stringMatching(/^OBP-20001/) } });
    expect(await post('/messaging/v1/banks/unknown/messages', staff.token)).toMatchObject({ status: 404 });
    expect(await post(path(), nobody.token)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining('CanCreateCustomerMessage') },
    });
    expect((await sendText('[]', 'text/plain')).status).toBe(404);
  });
});
