import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeText, splitText, transliterate } from './segments.js';

const a = (count: number): string => 'a'.repeat(count);

test.each([
  ['nothing', '', 'gsm7', 0, 1],
  ['160 letters', a(160), 'gsm7', 160, 1],
  ['161 letters', a(161), 'gsm7', 161, 2],
  ['306 letters', a(306), 'gsm7', 306, 2],
  ['307 letters', a(307), 'gsm7', 307, 3],
  ['80 euro signs', '€'.repeat(80), 'gsm7', 160, 1],
  ['81 euro signs', '€'.repeat(81), 'gsm7', 162, 2],
  ['a euro sign where the first part ends', `${a(152)}€${a(152)}`, 'gsm7', 306, 3],
  ['70 accents', 'á'.repeat(70), 'ucs2', 70, 1],
  ['71 accents', 'á'.repeat(71), 'ucs2', 71, 2],
  ['134 accents', 'á'.repeat(134), 'ucs2', 134, 2],
  ['135 accents', 'á'.repeat(135), 'ucs2', 135, 3],
  ['35 emoji', '😀'.repeat(35), 'ucs2', 70, 1],
  ['36 emoji', '😀'.repeat(36), 'ucs2', 72, 2],
  ['an emoji where the first part ends', `${'x'.repeat(66)}😀${'x'.repeat(66)}`, 'ucs2', 134, 3],
  ['1024 letters', a(1024), 'gsm7', 1024, 7],
  ['1024 accents', 'á'.repeat(1024), 'ucs2', 1024, 16],
  ['a curly quote', 'It’s ok', 'ucs2', 7, 1],
  ['ç', 'ç', 'ucs2', 1, 1],
  ['Ç', 'Ç', 'gsm7', 1, 1],
  ['accents of GSM-7', 'éèùìòàäöñüß', 'gsm7', 11, 1],
  ['all of the extension', '^{}\\[~]|€\f', 'gsm7', 20, 1],
  ['a tab', '\t', 'ucs2', 1, 1],
  ['an escape', '\x1b', 'ucs2', 1, 1],
])('%s', (_name, text, encoding, units, parts) => {
  const split = splitText(text);
  expect({ ...split, parts: split.parts.length }).toEqual({ encoding, units, parts });
});

/** The alphabet once more, read off the code chart of 3GPP TS 23.038 row by row, so that a slip in the one shows in the other. */
const CHART = [
  ...['@Δ 0¡P¿p', '£_!1AQaq', '$Φ"2BRbr', '¥Γ#3CScs', 'èΛ¤4DTdt', 'éΩ%5EUeu', 'ùΠ&6FVfv', "ìΨ'7GWgw"],
  ...['òΣ(8HXhx', 'ÇΘ)9IYiy', '\nΞ*:JZjz', 'Ø\0+;KÄkä', 'øÆ,<LÖlö', '\ræ-=MÑmñ', 'Åß.>NÜnü', 'åÉ/?O§oà'],
];
const EXTENDED: Record<number, string> = {
  0x0a: '\f',
  0x14: '^',
  0x28: '{',
  0x29: '}',
  0x2f: '\\',
  0x3c: '[',
  0x3d: '~',
  0x3e: ']',
  0x40: '|',
  0x65: '€',
};
const charted = (code: number): string => CHART[code % 16]?.[Math.floor(code / 16)] as string;
const BASIC = new Set(Array.from({ length: 128 }, (_, code) => charted(code)).filter((character) => character !== '\0'));
const TWICE = new Set(Object.values(EXTENDED));

/** What a phone makes of the octets of one part. */
function decode(encoding: string, part: Buffer): string {
  if (encoding === 'ucs2') return Buffer.from(part).swap16().toString('utf16le');
  let text = '';
  for (let at = 0; at < part.length; at++) {
    text += part[at] === 0x1b ? (EXTENDED[part[++at] ?? -1] as string) : charted(part[at] ?? -1);
  }
  return text;
}

/** Counts parts character by character, as somebody would who fills them with a pencil. */
function countParts(text: string): number {
  const characters = [...text];
  const isGsm7 = characters.every((character) => BASIC.has(character) || TWICE.has(character));
  const sizes = characters.map((character) => (isGsm7 ? (TWICE.has(character) ? 2 : 1) : character.length));
  const [alone, limit] = isGsm7 ? [160, 153] : [70, 67];
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return 1;
  let [parts, left] = [1, limit];
  for (const size of sizes) {
    if (size > left) [parts, left] = [parts + 1, limit];
    left -= size;
  }
  return parts;
}

describe('any text', () => {
  const letter = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...BASIC) },
    { weight: 3, arbitrary: fc.constantFrom(...TWICE) },
    { weight: 1, arbitrary: fc.constantFrom('á', '😀', '’', '👩‍👧', '\ud800', '\udc00') },
  );
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...BASIC, ...TWICE), { maxLength: 700 }),
    fc.array(letter, { maxLength: 400 }),
    fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 200 }),
  );
  const text = texts.map((characters) => characters.join(''));

  test('is there again when its parts are joined', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { encoding, parts } = encodeText(whole);
        expect(parts.map((part) => decode(encoding, part)).join('')).toBe(whole);
      }),
    );
  });

  test('is shown in the parts in which it travels', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { encoding, parts } = encodeText(whole);
        const width = encoding === 'gsm7' ? 1 : 2;
        const shown = parts.map((part) => ({ text: decode(encoding, part), units: part.length / width }));
        expect(splitText(whole).parts).toEqual(shown);
      }),
    );
  });

  test('has parts within the limit, each of whole characters', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { encoding, parts, units } = encodeText(whole);
        const width = encoding === 'gsm7' ? 1 : 2;
        const [alone, limit] = encoding === 'gsm7' ? [160, 153] : [70, 67];
        for (const part of parts) expect(part.length / width).toBeLessThanOrEqual(parts.length === 1 ? alone : limit);
        expect(parts.reduce((sum, part) => sum + part.length / width, 0)).toBe(units);
        const characters = parts.map((part) => [...decode(encoding, part)].length);
        expect(characters.reduce((sum, count) => sum + count, 0)).toBe([...whole].length);
      }),
    );
  });

  test('has as many parts as somebody counts who does it another way', () => {
    fc.assert(fc.property(text, (whole) => expect(splitText(whole).parts).toHaveLength(countParts(whole))));
  });
});

test.each([
  ['Está aquí: Ángel, ¿cómo? Él mañana, según Íñigo', 'Esta aqui: Angel, ¿como? Él mañana, segun Iñigo'],
  ['aqui\u0301', 'aqui'],
  ['Está aquí 😀', 'Está aquí 😀'],
  ['él', 'él'],
  ['e\u0301l', 'él'],
])('%s without the accents that GSM-7 does not have', (text, cheaper) => {
  expect(transliterate(text)).toBe(cheaper);
});
