import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../../platform/http/read-json.js';
import { CompiledSchema } from './compiled-schema.js';

const ruleOf = (amount: object): CompiledSchema =>
  CompiledSchema.of({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Amounts',
    description: 'For a test',
    type: 'object',
    required: [],
    properties: { amount: { type: 'number', ...amount } },
  });
/** Validated as it arrives: as the text of a JSON body. */
const held = (rule: object, amount: string): string | undefined =>
  ruleOf(rule).violationsOf(parseJson(Buffer.from(`{"text":"1e999 \\"","amount":${amount}}`)));
const fits = (rule: object, amount: string): boolean => held(rule, amount) === undefined;

/** A decimal, as its text and as the whole number of its parts of 10^-40. */
interface Exact {
  readonly text: string;
  readonly parts: bigint;
}
const PLACES = 40;
function exact(whole: bigint, places: number): Exact {
  const digits = String(whole < 0n ? -whole : whole).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places);
  const text = `${whole < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places === 0 ? '' : `.${fraction}`}`;
  return { text, parts: whole * 10n ** BigInt(PLACES - places) };
}
const places = fc.integer({ min: 0, max: 20 });
/** At most 15 digits, which a rule can store. */
const small = fc.tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), places).map(([whole, at]) => exact(whole, at));
const large = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), places).map(([whole, at]) => exact(whole, at));
const near = small.chain(({ parts }) => fc.bigInt({ min: -3n, max: 3n }).map((more) => exact(parts + more, PLACES)));
const decimal = fc.oneof(small, large, near);
const positive = small.filter(({ parts }) => parts > 0n);
const product = fc.tuple(positive, fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })).map(([by, times]) => ({ by, times }));

describe('a number is compared as its decimal text says it', () => {
  test.each([
    ['19.99', 0.01, true],
    ['-19.99', 0.01, true],
    ['4.35', 0.01, true],
    ['0.3', 0.1, true],
    ['0', 0.01, true],
    ['-0.0', 0.01, true],
    ['1.990', 0.01, true],
    ['19.995', 0.01, false],
    ['0.001', 0.01, false],
    ['1e-7', 1e-7, true],
    ['3e-7', 1e-7, true],
    ['1.5e-7', 1e-7, false],
    ['1999e-2', 0.01, true],
    ['1e308', 1e-300, true],
    ['1e308', 3e-300, false],
    ['5e-324', 1e308, false],
    ['1e22', 3, false],
    ['9007199254740993', 9, false],
    ['9007199254740996', 9, true],
    ['90071992547409930', 10, true],
    ['0.1000000000000000055511151231257827', 0.1, false],
    ['1e400', 7, false],
    ['7e400', 7, true],
    ['1e-400', 0.1, false],
  ])('%s is a multiple of %p: %p', (amount, multipleOf, is) => expect(fits({ multipleOf }, amount)).toBe(is));

  test('a multiple is one, and what is a little more is none', () => {
    fc.assert(
      fc.property(product, fc.bigInt({ min: 1n, max: 10n ** 60n }), ({ by, times }, more) => {
        const rule = { multipleOf: Number(by.text) };
        expect(held(rule, exact(by.parts * times, PLACES).text)).toBeUndefined();
        const beside = by.parts * times + more;
        expect(fits(rule, exact(beside, PLACES).text)).toBe(beside % by.parts === 0n);
      }),
    );
  });

  test('limits, constants and lists tell apart what differs', () => {
    fc.assert(
      fc.property(small, decimal, decimal, (wanted, { text, parts }, other) => {
        const limit = Number(wanted.text);
        expect(fits({ minimum: limit }, text)).toBe(parts >= wanted.parts);
        expect(fits({ maximum: limit }, text)).toBe(parts <= wanted.parts);
        expect(fits({ exclusiveMinimum: limit }, text)).toBe(parts > wanted.parts);
        expect(fits({ exclusiveMaximum: limit }, text)).toBe(parts < wanted.parts);
        expect(fits({ const: limit }, text)).toBe(parts === wanted.parts);
        expect(fits({ enum: ['x', limit] }, text)).toBe(parts === wanted.parts);
        const list = { type: 'array', uniqueItems: true };
        expect(fits(list, `[${text},${other.text}]`)).toBe(parts !== other.parts);
        expect(fits({ ...list, items: { type: 'number' } }, `[${text},${other.text}]`)).toBe(parts !== other.parts);
        expect(fits(list, `[{"a":[${text}],"b":1},{"b":1.0,"a":[${other.text}]}]`)).toBe(parts !== other.parts);
        expect(fits({ type: 'object', const: { a: [limit] } }, `{"a":[${text}]}`)).toBe(parts === wanted.parts);
        expect(fits({ type: 'integer' }, text)).toBe(parts % 10n ** BigInt(PLACES) === 0n);
      }),
    );
  });

  test.each([
    ['maximum', { maximum: 9007199254740992 }, '9007199254740993', '$.amount: must be <= 9007199254740992'],
    ['multipleOf', { multipleOf: 0.01 }, '19.999', '$.amount: must be multiple of 0.01'],
    ['const', { const: 9007199254740992 }, '9007199254740993', '$.amount: must be 9007199254740992'],
    ['enum', { enum: [1, 2] }, '1.00000000000000000001', '$.amount: must be one of [1,2]'],
  ])('%s says what is wrong', (_keyword, rule, amount, told) => expect(held(rule, amount)).toBe(told));

  test('of a doubled key the last value counts', () => {
    const rule = ruleOf({ const: 1 });
    const body = (text: string): unknown => parseJson(Buffer.from(text));
    expect(rule.violationsOf(body('{"amount":9007199254740993,"amount":1}'))).toBeUndefined();
    expect(rule.violationsOf(body('{"amount":1,"amount":1.00000000000000000001}'))).toBe('$.amount: must be 1');
  });

  test('values of other kinds are no numbers', () => {
    for (const value of ['"1e999"', 'true', 'null', '[1]', '{"a":1}'])
      for (const rule of [{ const: 1 }, { enum: [1] }, { minimum: 5 }, { multipleOf: 7 }])
        expect(held({ type: ['string', 'boolean', 'null', 'array', 'object'], ...rule }, value) === undefined).toBe(
          !('const' in rule || 'enum' in rule),
        );
    expect(fits({ const: '1' }, '1')).toBe(false);
    expect(fits({ type: 'array', const: [1] }, '[1,2]')).toBe(false);
    expect(fits({ type: 'object', const: { a: 1 } }, '{"toString":1}')).toBe(false);
  });
});

describe('comparing numbers takes bounded time', () => {
  /** Generous, for a busy machine. */
  const SOON = 3_000;
  const many = (count: number, text: string): string => `[${Array.from({ length: count }, () => text).join(',')}]`;

  test.each([
    ['far apart', { multipleOf: 1e-300 }, '1e308'],
    ['with a huge exponent', { multipleOf: 1e-300 }, '1e999999999999999999999'],
    ['with a tiny exponent', { multipleOf: 1e300 }, '1e-999999999999999999999'],
    ['of a million digits', { multipleOf: 0.7, minimum: 3 }, '7'.repeat(1_000_000)],
    ['of a million zeros', { multipleOf: 0.7 }, `1${'0'.repeat(1_000_000)}1`],
    [
      'many in many ways',
      { type: 'array', items: { allOf: Array.from({ length: 300 }, () => ({ multipleOf: 1e-300 })) } },
      many(1_000, '1e308'),
    ],
    ['many long ones', { type: 'array', uniqueItems: true }, many(600, '7'.repeat(1_000))],
    ['many divisions that are still done', { type: 'array', items: { multipleOf: 123456789.01234 } }, many(20_000, '1.7e308')],
  ])('%s', (_what, rule, amount) => {
    const compiled = ruleOf(rule);
    const body = parseJson(Buffer.from(`{"amount":${amount}}`));
    const start = performance.now();
    compiled.violationsOf(body);
    expect(performance.now() - start).toBeLessThan(SOON);
  });
});
