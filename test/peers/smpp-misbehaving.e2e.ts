import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Egress } from '../../src/platform/http/egress.js';
import { smppKind } from '../../src/messaging/providers/smpp/smpp.provider.js';
import { type OpenSmpp, openSmpp, outgoing, until } from '../support/smsc/open-smpp.js';
import { answerTo, BIND, DELIVER, delivered, ENQUIRE, NACK, pdu, RawSmsc, SUBMIT, UNBIND } from '../support/smsc/raw-smsc.js';
import { AUTHORITY } from '../support/tls-database.js';

let smsc: RawSmsc;
let opened: OpenSmpp[];
const open = (...[settings, timing]: [object?, object?]): OpenSmpp => {
  const smpp = openSmpp(smsc.port, settings, timing);
  opened.push(smpp);
  return smpp;
};

beforeEach(async () => {
  smsc = await RawSmsc.listen();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map(({ provider }) => provider.close()));
  await smsc.close();
});

const accepted = (...references: string[]): object => ({ outcome: 'accepted', references });
const RECEIPT = 'id:ID1 sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 stat:DELIVRD err:000 text:x';

describe('sending', () => {
  test('binds at the first message and sends the next ones over the same line', async () => {
    const { send } = open();
    expect(smsc.lines).toHaveLength(0);
    expect(await send()).toEqual(accepted('id1'));
    expect(await Promise.all([send(), send()])).toEqual([accepted('id2'), accepted('id3')]);
    expect(smsc.lines).toHaveLength(1);
    expect(smsc.of(BIND)[0]?.body.toString('latin1')).toBe('bank\0secret\0\0\x34\0\0\0');
    expect(smsc.of(SUBMIT)[0]?.body.toString('latin1')).toBe('\0\x05\0Bank\0\x01\x0134600000000\0\0\0\0\0\0\x01\0\0\0\x05Hello');
  });

  test('keeps to the window', async () => {
    const { send, provider } = open({ window: 3 });
    expect(provider.window).toBe(3);
    let most = 0;
    let unanswered = 0;
    smsc.instead(SUBMIT, (received, line) => {
      most = Math.max(most, ++unanswered);
      setTimeout(() => {
        unanswered--;
        smsc.behave(received, line);
      }, 10);
    });
    const answers = await Promise.all([...Array.from({ length: 20 }, () => send()), send('a'.repeat(1000))]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 21 }, () => 'accepted'));
    expect(most).toBe(3);
  });

  test('gives each part a header and one reference, another one for each message to a number', async () => {
    const { send } = open();
    expect(await send('a'.repeat(161))).toEqual(accepted('id1', 'id2'));
    expect(await send('ñá'.repeat(40))).toEqual(accepted('id3', 'id4'));
    const headers = smsc.of(SUBMIT).map(({ body }) => [...body.subarray(body.indexOf('34600000000\0') + 12)]);
    const [first, second, third, fourth] = headers as [number[], number[], number[], number[]];
    const reference = first[13] as number;
    expect(first.slice(0, 16)).toEqual([0x40, 0, 0, 0, 0, 1, 0, 0, 0, 159, 5, 0, 3, reference, 2, 1]);
    expect(second.slice(0, 16)).toEqual([0x40, 0, 0, 0, 0, 1, 0, 0, 0, 14, 5, 0, 3, reference, 2, 2]);
    const next = (reference + 1) % 256;
    expect(third.slice(0, 20)).toEqual([0x40, 0, 0, 0, 0, 1, 0, 8, 0, 140, 5, 0, 3, next, 2, 1, 0, 0xf1, 0, 0xe1]);
    expect(fourth.slice(7, 16)).toEqual([8, 0, 32, 5, 0, 3, next, 2, 2]);
  });

  test('sends no further part while the first is not taken', async () => {
    smsc.instead(SUBMIT, (received, line) => line.answer(received, 0x58));
    expect(await open().send('a'.repeat(500))).toEqual({ outcome: 'throttled', code: 'ESME_RTHROTTLED' });
    expect(smsc.of(SUBMIT)).toHaveLength(1);
  });

  test('repeats a later part that is throttled, and no other', async () => {
    let count = 0;
    smsc.instead(SUBMIT, (received, line) => (++count === 2 ? line.answer(received, 0x14) : smsc.behave(received, line)));
    expect(await open().send('a'.repeat(161))).toEqual(accepted('id1', 'id2'));
    expect(smsc.of(SUBMIT)).toHaveLength(3);
    expect(smsc.of(SUBMIT)[2]?.body).toEqual(smsc.of(SUBMIT)[1]?.body);
  });

  test('counts the try of a message of which a part was taken and another is not', async () => {
    let count = 0;
    smsc.instead(SUBMIT, (received, line) => (++count > 1 ? line.answer(received, 0x58) : smsc.behave(received, line)));
    expect(await open().send('a'.repeat(161))).toEqual({ outcome: 'temporary', code: 'ESME_RTHROTTLED' });
    count = 0;
    smsc.instead(SUBMIT, (received, line) => ++count === 1 && smsc.behave(received, line));
    expect(await open().send('a'.repeat(161))).toEqual({ outcome: 'unknown', code: 'ETIMEDOUT' });
  });

  test('leaves accents out only where the bank wishes it', async () => {
    await open().send('¿Qué tal está?');
    await open({ transliterate: true }).send('¿Qué tal está?');
    const [plain, without] = smsc.of(SUBMIT).map(({ body }) => body.subarray(body.indexOf('34600000000\0') + 19));
    expect([plain?.[0], without?.[0]]).toEqual([8, 0]);
    expect(without?.subarray(3).toString('latin1')).toBe('\x60Qu\x05 tal esta?');
  });

  test('does not send to what is no number', async () => {
    expect(await open().send('Hello', { address: 'ana@example.com' })).toEqual({
      outcome: 'permanent',
      code: 'ESME_RINVDSTADR',
      isAddressBad: true,
    });
    expect(smsc.lines).toHaveLength(0);
  });
});

describe('a refusal', () => {
  test.each([
    [0x58, { outcome: 'throttled', code: 'ESME_RTHROTTLED' }],
    [0x14, { outcome: 'throttled', code: 'ESME_RMSGQFUL' }],
    [0x0b, { outcome: 'permanent', code: 'ESME_RINVDSTADR', isAddressBad: true }],
    [0x01, { outcome: 'permanent', code: 'ESME_RINVMSGLEN', isAddressBad: false }],
    [0x0a, { outcome: 'unavailable', code: 'ESME_RINVSRCADR' }],
    [0x08, { outcome: 'temporary', code: 'ESME_RSYSERR' }],
    [0x400, { outcome: 'temporary', code: 'SMPP 0x00000400' }],
  ])('with status %i', async (status, answer) => {
    smsc.instead(SUBMIT, (received, line) => line.answer(received, status));
    expect(await open().send()).toEqual(answer);
  });

  test('by generic_nack', async () => {
    smsc.instead(SUBMIT, ({ sequence }, line) => line.socket.write(pdu(NACK, 3, sequence)));
    expect(await open().send()).toEqual({ outcome: 'temporary', code: 'ESME_RINVCMDID' });
  });

  test('that we are not bound has the line made anew', async () => {
    smsc.instead(SUBMIT, (received, line) => line.answer(received, 4));
    const { send } = open();
    expect(await send()).toEqual({ outcome: 'unavailable', code: 'ESME_RINVBNDSTS' });
    await until(() => smsc.of(BIND).length === 2, 'a second bind');
  });
});

describe('a bind', () => {
  test.each([
    [0x0e, 'ESME_RINVPASWD'],
    [0x0f, 'ESME_RINVSYSID'],
    [0x0d, 'ESME_RBINDFAIL'],
    [0x05, 'ESME_RALYBND'],
  ])('that is refused with %i makes the provider unavailable, and is not repeated at once', async (status, code) => {
    smsc.instead(BIND, (received, line) => line.answer(received, status));
    const { send } = open({}, { firstPause: 2000, longestPause: 60_000 });
    const answer = { outcome: 'unavailable', code, retryAfter: expect.any(Number) };
    expect(await Promise.all([send(), send()])).toEqual([answer, answer]);
    expect(await send()).toEqual(answer);
    expect(smsc.lines).toHaveLength(1);
    const { retryAfter } = (await send()) as { retryAfter: number };
    expect(retryAfter).toBeGreaterThan(status === 0x05 ? 500 : 29_000);
  });

  test('that nobody answers, that breaks off, or that answers with garbage', async () => {
    smsc.instead(BIND, () => undefined);
    expect(await open().send()).toMatchObject({ outcome: 'unavailable', code: 'ETIMEDOUT' });
    smsc.instead(BIND, (_received, line) => line.socket.destroy());
    expect(await open().send()).toMatchObject({ outcome: 'unavailable', code: 'ECONNRESET' });
    smsc.instead(BIND, (_received, line) => line.socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await open().send()).toMatchObject({ outcome: 'unavailable', code: 'SMPP_FRAME_LOST' });
  });

  test('is tried again after a pause, also when nobody listens', async () => {
    const { port } = smsc;
    const { send } = open();
    await smsc.close();
    expect(await send()).toMatchObject({ outcome: 'unavailable', code: 'ECONNREFUSED' });
    smsc = await RawSmsc.listen(port);
    await sleep(40);
    expect(await send()).toEqual(accepted('id1'));
  });

  test('over TLS, to one who does not speak it', async () => {
    expect(await open({ tls: true }).send()).toMatchObject({ outcome: 'unavailable', code: expect.stringMatching(/^[A-Z_]+$/) });
    const { port } = smsc;
    await smsc.close();
    expect(await openSmpp(port, { tls: true }).send()).toMatchObject({ outcome: 'unavailable', code: 'ECONNREFUSED' });
    smsc = await RawSmsc.listen();
  });
});

describe('over TLS', () => {
  test.each([
    ['localhost', AUTHORITY, 'accepted', undefined],
    ['127.0.0.1', AUTHORITY, 'unavailable', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['localhost', '', 'unavailable', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('%s is believed by its certificate alone', async (host, ca, outcome, code) => {
    const secure = await RawSmsc.listen(0, true);
    const smpp = openSmpp(secure.port, { tls: true, host, ca });
    const answer = await smpp.send();
    expect([answer.outcome, 'code' in answer ? answer.code : undefined]).toEqual([outcome, code]);
    expect(secure.of(BIND)).toHaveLength(outcome === 'accepted' ? 1 : 0);
    await smpp.provider.close();
    await secure.close();
  });
});

test('a connection that may not be is refused, and the provider says so', async () => {
  const kind = smppKind(new Egress([]).dial);
  const settings = kind.parse({ host: '127.0.0.1', port: smsc.port, systemId: 'bank', sourceAddress: 'Bank' });
  const provider = kind.open(settings, { bankId: 'bank', providerId: 'provider', receipts: { receive: () => Promise.resolve() } });
  const answer = await provider.send(outgoing('Hello', 1));
  expect(answer).toMatchObject({ outcome: 'unavailable', code: 'EGRESS_REFUSED' });
  await provider.close();
  expect(smsc.lines).toHaveLength(0);
});

describe('a line', () => {
  test('that is cut makes what was written unknown, and is made anew without a message', async () => {
    const { send } = open();
    await send();
    smsc.instead(SUBMIT, (_received, line) => line.socket.destroy());
    expect(await send()).toMatchObject({ outcome: 'unknown', code: expect.stringMatching(/^(?:ECONNRESET|EPIPE)$/) });
    smsc.behaviour = (received, line) => smsc.behave(received, line);
    await until(() => smsc.of(BIND).length === 2, 'a second bind');
    expect(await send()).toEqual(accepted('id2'));
  });

  test('that is cut in the middle of an answer', async () => {
    smsc.instead(SUBMIT, ({ sequence }, line) => line.socket.end(pdu(answerTo(SUBMIT), 0, sequence, Buffer.from('id\0')).subarray(0, 18)));
    expect(await open().send()).toEqual({ outcome: 'unknown', code: 'ECONNRESET' });
  });

  test('whose octets come one by one', async () => {
    smsc.instead(SUBMIT, ({ sequence }, line) => {
      line.socket.setNoDelay(true);
      for (const [at, octet] of pdu(answerTo(SUBMIT), 0, sequence, Buffer.from('slow\0')).entries()) {
        setTimeout(() => line.socket.write(Buffer.of(octet)), at * 3);
      }
    });
    expect(await open().send()).toEqual(accepted('slow'));
  });

  test('on which messages are never answered', async () => {
    smsc.instead(SUBMIT, () => undefined);
    const { send } = open({ window: 2 });
    const began = Date.now();
    const answers = await Promise.all(Array.from({ length: 6 }, () => send()));
    expect(answers.filter(({ outcome }) => outcome === 'unknown').length).toBe(smsc.of(SUBMIT).length);
    expect(answers.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'unknown' && outcome !== 'unavailable')).toEqual([]);
    expect(Date.now() - began).toBeLessThan(2500);
    expect(smsc.lines).toHaveLength(1); // it answers enquire_link, so it is there
  });

  test('that has become a black hole is given up, and made anew', async () => {
    const { send } = open();
    await send();
    smsc.line.isSilent = true;
    expect(await send()).toEqual({ outcome: 'unknown', code: 'ETIMEDOUT' });
    await until(() => smsc.lines.length === 2, 'a second line');
    expect(await send()).toEqual(accepted('id2'));
  });

  test('that is idle is asked about, and given up when nobody answers', async () => {
    const { send } = open();
    await send();
    await until(() => smsc.of(ENQUIRE).length >= 2, 'two questions');
    expect(smsc.lines).toHaveLength(1);
    smsc.line.isSilent = true;
    await until(() => smsc.lines.length === 2, 'a second line');
  });

  test('is there when the peer asks', async () => {
    await open().send();
    const sequence = smsc.line.request(ENQUIRE);
    await until(() => smsc.of(answerTo(ENQUIRE)).length > 0, 'an answer');
    expect(smsc.of(answerTo(ENQUIRE))[0]).toMatchObject({ sequence, status: 0 });
  });

  test('that the peer unbinds is answered and made anew', async () => {
    const { send } = open();
    await send();
    smsc.line.request(UNBIND);
    await until(() => smsc.of(answerTo(UNBIND)).length > 0 && smsc.of(BIND).length === 2, 'an answer and a second bind');
    expect(await send()).toEqual(accepted('id2'));
  });

  test.each([0, 15, 70_001, 0x7fffffff, 0xffffffff])('on which a frame of %i octets is announced is given up', async (length) => {
    const { send } = open();
    await send();
    const frame = pdu(DELIVER, 0, 7);
    frame.writeUInt32BE(length);
    smsc.line.socket.write(frame);
    await until(() => smsc.of(BIND).length === 2, 'a second bind');
    expect(smsc.of(NACK)[0]).toMatchObject({ status: 2, sequence: 0 });
    expect(await send()).toEqual(accepted('id2'));
  });

  test('on which a PDU comes that cannot be read goes on', async () => {
    const { send } = open();
    await send();
    const broken = [smsc.line.request(DELIVER, Buffer.from('nothing ends')), smsc.line.request(DELIVER, delivered('x').subarray(0, -1))];
    const unheardOf = smsc.line.request(0x999);
    smsc.line.socket.write(pdu(answerTo(SUBMIT), 0, 4711, Buffer.from('whose?\0')));
    smsc.line.socket.write(pdu(NACK, 3, 0));
    expect(await send()).toEqual(accepted('id2'));
    expect(smsc.of(NACK).map(({ sequence, status }) => [sequence, status])).toEqual([
      ...broken.map((sequence) => [sequence, 2]),
      [unheardOf, 3],
    ]);
    expect(smsc.lines).toHaveLength(1);
  });

  test('is unbound at the end, when what is being sent is answered', async () => {
    smsc.instead(SUBMIT, (received, line) => void setTimeout(() => smsc.behave(received, line), 150));
    const { send, provider } = open();
    const sending = send();
    await until(() => smsc.of(SUBMIT).length === 1, 'a message');
    const closing = provider.close();
    expect(await send()).toEqual({ outcome: 'unavailable', code: 'CLOSED' });
    await closing;
    expect(await sending).toEqual(accepted('id1'));
    expect(smsc.of(UNBIND)).toHaveLength(1);
    await sleep(100);
    expect(smsc.lines).toHaveLength(1);
  });

  test('ends at the end though nobody answers, or one is still being made', async () => {
    smsc.instead(BIND, () => undefined);
    const binding = open({}, { answer: 20_000 });
    const sending = binding.send();
    await until(() => smsc.of(BIND).length === 1, 'a bind');
    const began = Date.now();
    await binding.provider.close();
    expect(await sending).toMatchObject({ outcome: 'unavailable' });
    expect(Date.now() - began).toBeLessThan(5000);
  });
});

describe('receipts', () => {
  const acknowledged = (sequence: number): number | undefined =>
    smsc.of(answerTo(DELIVER)).find((answer) => answer.sequence === sequence)?.status;

  test('are answered when they are stored, and not before', async () => {
    const smpp = open();
    await smpp.send();
    let store: () => void = () => undefined;
    smpp.take = () => new Promise((resolve) => (store = resolve));
    const sequence = smsc.line.request(DELIVER, delivered(RECEIPT));
    await sleep(100);
    expect(acknowledged(sequence)).toBeUndefined();
    store();
    await until(() => acknowledged(sequence) === 0, 'an answer');
    expect(smpp.batches).toEqual([
      [
        {
          reference: 'id1',
          state: 'delivered',
          code: 'DELIVRD 000',
          doneAt: new Date('2026-01-02T15:05:00Z'),
          isAddressBad: false,
        },
      ],
    ]);
  });

  test('that cannot be stored are to come again', async () => {
    const smpp = open();
    await smpp.send();
    smpp.take = () => Promise.reject(new Error('the database is away'));
    const refused = smsc.line.request(DELIVER, delivered(RECEIPT));
    await until(() => acknowledged(refused) === 0x64, 'a refusal');
    smpp.take = () => Promise.resolve();
    const stored = smsc.line.request(DELIVER, delivered(RECEIPT));
    await until(() => acknowledged(stored) === 0, 'an answer');
  });

  test('go together while others are stored', async () => {
    const smpp = open();
    await smpp.send();
    smpp.take = () => sleep(50);
    const sequences = Array.from({ length: 700 }, () => smsc.line.request(DELIVER, delivered(RECEIPT)));
    await until(() => sequences.every((sequence) => acknowledged(sequence) === 0), 'all answers');
    expect(smpp.batches.length).toBeLessThan(10);
    expect(smpp.batches.flat()).toHaveLength(700);
    expect(Math.max(...smpp.batches.map(({ length }) => length))).toBeLessThanOrEqual(500);
  });

  test('that come faster than they can be stored are put off', async () => {
    const smpp = open();
    await smpp.send();
    let store: () => void = () => undefined;
    smpp.take = () => new Promise((resolve) => (store = resolve));
    const sequences = Array.from({ length: 3000 }, () => smsc.line.request(DELIVER, delivered(RECEIPT)));
    await until(() => sequences.some((sequence) => acknowledged(sequence) === 0x64), 'a refusal');
    smpp.take = () => Promise.resolve();
    store();
    await until(() => sequences.every((sequence) => acknowledged(sequence) !== undefined), 'all answers');
    const put = sequences.filter((sequence) => acknowledged(sequence) === 0x64).length;
    expect(smpp.batches.flat()).toHaveLength(3000 - put);
  });

  test('may come before the answer to the message, and twice', async () => {
    smsc.instead(SUBMIT, (received, line) => {
      line.request(DELIVER, delivered(RECEIPT, { id: 'ID1', state: 2 }));
      line.request(DELIVER, delivered(RECEIPT, { id: 'ID1', state: 2 }));
      setTimeout(() => smsc.behave(received, line), 50);
    });
    const smpp = open();
    expect(await smpp.send()).toEqual(accepted('id1'));
    expect(smpp.batches.flat().map(({ reference, state }) => [reference, state])).toEqual([
      ['id1', 'delivered'],
      ['id1', 'delivered'],
    ]);
  });

  test('are told from messages of phones, which are acknowledged and handed to nobody', async () => {
    const smpp = open();
    await smpp.send();
    const sequences = [
      smsc.line.request(DELIVER, delivered('STOP', { esmClass: 0 })),
      smsc.line.request(DELIVER, delivered('id:1 stat:DELIVRD', { esmClass: 0 })),
      smsc.line.request(DELIVER, delivered('what is this?')),
      smsc.line.request(DELIVER, delivered('', { esmClass: 0, id: 'id1', state: 5 })),
    ];
    await until(() => sequences.every((sequence) => acknowledged(sequence) === 0), 'all answers');
    expect(smpp.batches.flat().map(({ reference, state }) => [reference, state])).toEqual([['id1', 'failed']]);
  });

  test('are taken over the line that is made anew', async () => {
    const smpp = open();
    await smpp.send();
    smsc.line.socket.destroy();
    await until(() => smsc.of(BIND).length === 2, 'a second bind');
    const sequence = smsc.line.request(DELIVER, delivered(RECEIPT));
    await until(() => acknowledged(sequence) === 0, 'an answer');
  });

  test('name the message as its answer did, whatever base they write it in', async () => {
    const ids = ['00AbC1', '10'];
    smsc.instead(SUBMIT, (received, line) => line.answer(received, 0, Buffer.from(`${ids.shift()}\0`)));
    const toDecimal = open({ receiptIdBase: 'hexToDecimal' });
    expect(await toDecimal.send()).toEqual(accepted('43969'));
    smsc.line.request(DELIVER, delivered('id:0000043969 stat:DELIVRD'));
    smsc.line.request(DELIVER, delivered('id:43969 stat:DELIVRD', { id: '00AbC1' }));
    await until(() => toDecimal.batches.flat().length === 2, 'two receipts');
    expect(toDecimal.batches.flat().map(({ reference }) => reference)).toEqual(['43969', '43969']);
    const toHex = open({ receiptIdBase: 'decimalToHex' });
    expect(await toHex.send()).toEqual(accepted('10'));
    smsc.line.request(DELIVER, delivered('id:0A stat:DELIVRD'));
    await until(() => toHex.batches.flat().length === 1, 'a receipt');
    expect(toHex.batches.flat()[0]?.reference).toBe('10');
  });
});
