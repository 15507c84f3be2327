import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linearPattern } from './linear-pattern.js';

/** Node.js may know an earlier Unicode than RE2JS, and takes for unassigned what was assigned since. */
const isKnown = (character: string): boolean => Number.parseInt(String(process.versions.unicode)) >= 17 || !/\p{Cn}/u.test(character);

/** All characters up to the Hangul letters, some of each later block, and halves of surrogate pairs. */
const CHARACTERS = [
  ...Array.from({ length: 0x3100 }, (_, code) => String.fromCodePoint(code)),
  ...Array.from({ length: 0xd00 }, (_, n) => String.fromCodePoint(0x3100 + n * 0x10)),
  ...['\ud83d', '\ude00', '\ufeff', '\uff08', '\u{1d7ce}', '\u{1f600}', '\u{1f601}', '\u{20000}', '\u{10fffe}', '\u{10ffff}'],
].filter(isKnown);

function differing(piece: string): string[] {
  const [wanted, given] = [new RegExp(`^(?:${piece})$`, 'u'), linearPattern(`^(?:${piece})$`)];
  return CHARACTERS.filter((character) => wanted.test(character) !== given.test(character)).map(
    (character) => character.codePointAt(0)?.toString(16) ?? '',
  );
}

/** What represents one character, outside classes and inside. */
const ATOMS = [
  ...['\\s', '\\S', '\\w', '\\W', '\\d', '\\D', '\\n', '\\v', '\\f', '\\0', '\\cA', '\\cz', '\\x41', '\\u0041', '\\u{41}', '\\u{1F600}'],
  ...[
    '\\ud83d\\ude00',
    '\\ud83d',
    '\\ude00',
    '\\/',
    '\\$',
    '\\]',
    '😀',
    'a',
    'Z',
    '0',
    ' ',
    '/',
    ':',
    '&',
    '~',
    '"',
    "'",
    '<',
    'é',
    '\u2028',
    '\n',
  ],
  ...[
    '\\p{L}',
    '\\P{L}',
    '\\p{Lu}',
    '\\p{Letter}',
    '\\p{gc=Uppercase_Letter}',
    '\\p{General_Category=Nd}',
    '\\p{Script=Greek}',
    '\\P{sc=Latin}',
  ],
  ...['\\p{ASCII}', '\\P{ASCII}', '\\p{Any}', '\\p{Alphabetic}', '\\p{White_Space}', '\\p{Emoji}', '\\p{C}', '\\p{Zs}', '\\p{Punctuation}'],
];
const CLASSES = [
  ...['[]', '[^]', '[\\s\\S]', '[^\\s\\S]', '[\\b]', '[\\-]', '[-a]', '[a-]', '[--a]', '[\\w-]', '[^-]', '[!-~]', '[\\x00-\\u{10ffff}]'],
  ...[
    '[[]',
    '[[:alpha:\\]]',
    '[.(*+?{}|$^]',
    '[^^]',
    '[(?=a)]',
    '[(?<x>a{2}]',
    '[a&&b]',
    '[\\ud83d\\ude00-\\u{1f601}]',
    '[😀-😁]',
    '[\\cA-\\cZ]',
  ],
];

describe('a pattern matches what ECMA-262 matches', () => {
  test.each(['.', '(?:)', '(a)', '(?<x>a)', '(?<$é>a)', ...CLASSES])('%s', (piece) => expect(differing(piece)).toEqual([]));
  test.each(ATOMS)('%s, also in a class', (atom) => {
    expect(differing(atom)).toEqual([]);
    expect(differing(`[${atom}]`)).toEqual([]);
    expect(differing(`[^x${atom}\\n]`)).toEqual([]);
  });

  const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
    pattern: fc
      .array(fc.array(tie('term'), { maxLength: 4 }), { minLength: 1, maxLength: 3 })
      .map((branches) => branches.map((terms) => terms.join('')).join('|')),
    term: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('.', '^', '$', '\\b', '\\B', ...ATOMS.map((atom) => (atom === '\\0' ? '[\\0]' : atom)), ...CLASSES), // no digit may follow \0
      fc
        .tuple(
          fc.constantFrom('(', '(?:', '(?<x>'),
          tie('pattern'),
          fc.constantFrom('', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?', '??', '{1,2}?'),
        )
        .map(([open, inner, times]) => `${open}${inner})${times}`),
    ),
  }));
  const text = fc
    .array(
      fc.constantFrom(
        'a',
        'A',
        'Z',
        '0',
        '_',
        '-',
        ' ',
        '\n',
        '\r',
        '\u2028',
        '\u00a0',
        'é',
        'α',
        '😀',
        '😁',
        '\ud83d',
        '\ude00',
        '\0',
        '\u0001',
      ),
      { maxLength: 6 },
    )
    .map((all) => all.join(''));

  /** ECMA-262 tries a match at each character. V8's own search also tries the middle of a surrogate pair, where it finds a `\B`. */
  function matchesSomewhere(sticky: RegExp, text: string): boolean {
    let at = 0;
    for (const character of [...text, '']) {
      sticky.lastIndex = at;
      if (sticky.test(text)) return true;
      at += character.length;
    }
    return false;
  }

  test('whatever they are put together to', () => {
    let matched = 0;
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 3, maxLength: 8 }), (source, texts) => {
        fc.pre(source.split('(?<x>').length <= 2); // a name may occur only once
        const [matcher, given] = [new RegExp(source, 'uy'), linearPattern(source)];
        for (const one of texts) {
          const wanted = matchesSomewhere(matcher, one);
          expect([one, given.test(one)]).toEqual([one, wanted]);
          if (wanted) matched++;
        }
      }),
      { numRuns: 500 },
    );
    expect(matched).toBeGreaterThan(50);
  });
});

describe('what differs from ECMA-262 is refused, by its name and place', () => {
  const notLinear = 'cannot be matched in linear time: it uses';
  test.each([
    ['^(?=a)', `${notLinear} a lookahead, (?= at character 2`],
    ['a(?!b)', `${notLinear} a negative lookahead, (?! at character 2`],
    ['😀(?<=a)b', `${notLinear} a lookbehind, (?<= at character 2`],
    ['(?<!a)b', `${notLinear} a negative lookbehind, (?<! at character 1`],
    ['(a)\\1', `${notLinear} a back reference, \\1 at character 4`],
    ['\\k<x>(?<x>a)', `${notLinear} a back reference, \\k<x> at character 1`],
    ['\\\\(?=a)[(?=]', `${notLinear} a lookahead, (?= at character 3`],
    ['a{1001}', 'is too large: it repeats more than 1000 times, {1001} at character 2'],
    ['a{0,9999}', 'is too large: it repeats more than 1000 times, {0,9999} at character 2'],
    ['(?:a{100}){100}', 'is too large: invalid repeat count: `{100}`'],
    ['x\\p{ID_Start}', 'uses a property that RE2 does not know, \\p{ID_Start} at character 2'],
    ['[\\P{Script=Grek}]', 'uses a property that RE2 does not know, \\P{Script=Grek} at character 2'],
    ['\\p{Script_Extensions=Greek}', 'uses a property that RE2 does not know, \\p{Script_Extensions=Greek} at character 1'],
    ['\\p{scx=Greek}', 'uses a property that RE2 does not know, \\p{scx=Greek} at character 1'],
  ])('%s', (source, reason) => expect(() => linearPattern(source)).toThrow(new Error(reason)));

  test.each([
    '(',
    'a**',
    '\\-',
    '\\_',
    '\\1',
    '[z-a]',
    '\\p{Greek}',
    '(?P<x>a)',
    '{',
    ']',
    '\\Q',
    '\\x{41}',
    '[[:^word:]-\\d]',
    '\\u{110000}',
  ])('%s is no pattern with the flag u', (source) =>
    expect(() => linearPattern(source)).toThrow(/^is not a regular expression of ECMA-262 with its flag u: ./),
  );

  test('in all else that is a pattern of ECMA-262 nothing is refused', () => {
    for (const piece of ['(?=', '(?!', '(?<=', '(?<!', '\\1', '(?i:', '{2000}'].map((one) => one.replace(/[\\[\](){}|?*+^$.]/g, '\\$&')))
      expect(linearPattern(piece).test(piece.replace(/\\(.)/gs, '$1'))).toBe(true);
  });
});
