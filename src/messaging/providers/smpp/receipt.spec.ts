import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Delivered, MalformedPdu, readDelivered, readMessageId } from './pdu.js';
import { isReceipt, readReceipt, referenceOfAnswer } from './receipt.js';

const SETTINGS = { receiptIdBase: 'same', receiptUtcOffset: 0, badAddressErrors: ['001'] } as const;

const delivered = (message: string | Buffer, parameters: Record<number, Buffer> = {}, esmClass = 4): Delivered => ({
  esmClass,
  message: Buffer.from(message as string, 'latin1'),
  parameters: new Map(Object.entries(parameters).map(([tag, value]) => [Number(tag), value])),
});
const read = (message: string, settings: object = {}): ReturnType<typeof readReceipt> =>
  readReceipt(delivered(message), { ...SETTINGS, ...settings });

describe('a receipt', () => {
  test.each([
    [
      'as the specification has it',
      'id:0123456789 sub:001 dlvrd:001 submit date:0809011130 done date:0809011131 stat:DELIVRD err:000 Text:Hi',
    ],
    ['with seconds', 'id:0123456789 sub:001 dlvrd:001 submit date:080901113000 done date:080901113100 stat:DELIVRD err:000 text:Hi'],
    ['with four digits of the year', 'id:0123456789 done date:20080901113100 stat:DELIVRD err:000'],
    ['in small letters and with spaces', 'id: 0123456789 submit date: 0809011130 done date: 0809011131 stat: delivrd err: 000'],
    ['with a word in full', 'id:0123456789 done date:0809011131 stat:DELIVERED err:000'],
  ])('%s', (_name, text) => {
    expect(read(text)).toEqual({
      reference: '123456789',
      state: 'delivered',
      code: 'DELIVRD 000',
      doneAt: new Date('2008-09-01T11:31:00Z'),
      isAddressBad: false,
    });
  });

  test.each([
    ['ENROUTE', 'sent'],
    ['ACCEPTD', 'sent'],
    ['DELIVRD', 'delivered'],
    ['EXPIRED', 'failed'],
    ['DELETED', 'failed'],
    ['UNDELIV', 'failed'],
    ['REJECTD', 'failed'],
    ['UNKNOWN', 'unknown'],
  ])('that says %s', (word, state) => {
    expect(read(`id:a stat:${word}`)).toMatchObject({ state, code: word, doneAt: undefined });
  });

  test.each(['', 'id:a', 'stat:DELIVRD', 'id:a stat:WHATEVER', 'text:id:a stat:DELIVRD'])('that says nothing: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('is not read in the text of the message', () => {
    const octets = Buffer.concat([
      Buffer.from('id:a stat:UNDELIV err:001 Text:', 'latin1'),
      Buffer.from('id:b stat:DELIVRD\0€', 'utf16le'),
    ]);
    expect(readReceipt(delivered(octets), SETTINGS)).toMatchObject({
      reference: 'a',
      state: 'failed',
      code: 'UNDELIV 001',
      isAddressBad: true,
    });
  });

  test('says with parameters what counts', () => {
    const parameters = { 0x1e: Buffer.from('B7\0'), 0x427: Buffer.of(5), 0x423: Buffer.of(3, 0, 1) };
    expect(readReceipt(delivered('id:a stat:DELIVRD', parameters), SETTINGS)).toMatchObject({
      reference: 'b7',
      state: 'failed',
      code: 'UNDELIV 001',
    });
    expect(readReceipt(delivered('', parameters, 0), SETTINGS)).toMatchObject({ reference: 'b7', state: 'failed', isAddressBad: true });
    expect(readReceipt(delivered('id:a stat:DELIVRD', { 0x427: Buffer.of(99) }), SETTINGS)).toMatchObject({ state: 'delivered' });
  });

  test('has its time in the zone of the settings, and none that is still to come or cannot be', () => {
    expect(read('id:a done date:2601021505 stat:DELIVRD', { receiptUtcOffset: 120 })?.doneAt).toEqual(new Date('2026-01-02T13:05:00Z'));
    expect(read('id:a done date:9901021505 stat:DELIVRD')?.doneAt).toBeUndefined();
    expect(read('id:a done date:2613411505 stat:DELIVRD')?.doneAt).toBeUndefined();
    expect(read('id:a done date:26010215 stat:DELIVRD')?.doneAt).toBeUndefined();
  });
});

test.each([
  ['same', '00aB', 'ab', 'id:AB stat:DELIVRD'],
  ['same', '0', '0', 'id:000 stat:DELIVRD'],
  ['hexToDecimal', 'FFFFFFFFFFFFFFFF', '18446744073709551615', 'id:18446744073709551615 stat:DELIVRD'],
  ['decimalToHex', '0255', '255', 'id:00fF stat:DELIVRD'],
  ['hexToDecimal', 'not-hex', 'not-hex', 'id:not-hex stat:DELIVRD'],
] as const)('with ids %s, %s is %s', (receiptIdBase, id, reference, text) => {
  expect(referenceOfAnswer(id, receiptIdBase)).toBe(reference);
  expect(read(text, { receiptIdBase })?.reference).toBe(reference);
});

test.each([
  [0x04, {}, true],
  [0x24, {}, true],
  [0x20, {}, true],
  [0x44, {}, true],
  [0x00, {}, false],
  [0x40, {}, false],
  [0x08, {}, false],
  [0x00, { 0x1e: Buffer.from('a\0') }, true],
])('a deliver_sm of class %i with %j', (esmClass, parameters, expected) => {
  expect(isReceipt(delivered('', parameters, esmClass))).toBe(expected);
});

test('whatever octets come, they are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      try {
        const found = readDelivered(Buffer.from(octets));
        expect(() => readReceipt(found, SETTINGS)).not.toThrow();
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedPdu);
      }
    }),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => expect(() => read(`id:1 done date:${text} stat:DELIVRD ${text}`)).not.toThrow()),
  );
});

test('the id of an answer may lack its end', () => {
  expect(['id\0', 'id', '', 'a\0b'].map((body) => readMessageId(Buffer.from(body)))).toEqual(['id', 'id', '', 'a']);
});
