import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textProblem } from './text.js';

const BOUNDS = { min: 1, max: 64, visible: true };
const BLANK = 'must not be of blanks and invisible characters alone';

/** Keyed by name, each with another Unicode property. */
const INVISIBLE: Record<string, string> = {
  space: ' ',
  'no-break space': '\u00a0',
  'ideographic space': '\u3000',
  'line separator': '\u2028',
  'next line': '\u0085',
  tab: '\t',
  'control character': '\u0001',
  'soft hyphen': '\u00ad',
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d',
  'word joiner': '\u2060',
  'byte-order mark': '\ufeff',
  'right-to-left mark': '\u200f',
  'right-to-left override': '\u202e',
  'right-to-left isolate': '\u2067',
  'Arabic letter mark': '\u061c',
  'Hangul filler': '\u3164',
  'half-width Hangul filler': '\uffa0',
  'Hangul choseong filler': '\u115f',
  'Khmer inherent vowel': '\u17b4',
  'Mongolian vowel separator': '\u180e',
  'variation selector': '\ufe0f',
  tag: '\u{e0041}',
  'interlinear anchor': '\ufff9',
  noncharacter: '\uffff',
  'braille blank': '\u2800',
  'null notehead': '\u{1d159}',
  'combining acute': '\u0301',
  'enclosing circle': '\u20dd',
};

const VISIBLE = ['x', '.', '0', '😀', '中', '\u0600', '\u06dd', '\u0903', '\ufffd', '\ue000', '\u2801', '©'];

describe('a text that has to be seen', () => {
  test.each(Object.entries(INVISIBLE))('is not of one %s alone', (_name, text) => expect(textProblem(text, BOUNDS)).toBe(BLANK));

  test.each(VISIBLE)('may be %s', (text) => expect(textProblem(text, BOUNDS)).toBeUndefined());

  test('is not of any number of them, but one character that shows something makes it one', () => {
    const blanks = fc.array(fc.constantFrom(...Object.values(INVISIBLE)), { minLength: 1, maxLength: 20 }).map((all) => all.join(''));
    fc.assert(
      fc.property(blanks, fc.constantFrom(...VISIBLE), blanks, (before, one, after) => {
        expect(textProblem(before, BOUNDS)).toBe(BLANK);
        expect(textProblem(before + one + after, BOUNDS)).toBeUndefined();
      }),
    );
  });

  test('is empty before it is blank, and other texts may be of what they are', () => {
    expect(textProblem('', BOUNDS)).toBe('must not be empty');
    for (const text of Object.values(INVISIBLE)) expect(textProblem(text, { max: 64 })).toBeUndefined();
  });
});
