import { expect, test } from '@jest/globals';
import { ObpError } from '../../platform/errors/obp-error.js';
import { type Personalisation, personalised, templateTextProblem } from './template-text.js';

const errorOf = (text: string, personalisation: Personalisation): string => {
  try {
    return `no error: ${personalised(text, personalisation)}`;
  } catch (error) {
    if (error instanceof ObpError) return `${error.kind.code}${error.detail}`;
    throw error;
  }
};

test.each([
  'Your code is {{code}}.',
  '{{a}}{{b}}',
  'Dear {{ name }}, {one brace} is text, and so is } this {',
  'x'.repeat(1024),
  '{{a_1}} 😀',
])('%j can be a text', (text) => expect(templateTextProblem(text)).toBeUndefined());

test.each([
  ['', 'must not be empty'],
  [' \u200b', 'must not be of blanks'],
  ['x'.repeat(1025), 'must have at most 1024 characters'],
  ['half \ud83d', 'half of a surrogate pair'],
  ['a NUL \0', 'NUL'],
  ['{{__proto__}}', 'is not allowed: __proto__'],
  ['{{constructor}}', 'is not allowed: constructor'],
  ['{{toString}}', 'is not allowed: toString'],
  ['{{1st}}', 'is not allowed: 1st'],
  [`{{${'x'.repeat(65)}}}`, 'is not allowed: xxxx'],
  ['{{}}', 'has {{ outside'],
  ['{{name', 'has {{ outside'],
  ['name}}', 'has }} outside'],
  ['{{{name}}}', 'has {{{ outside'],
  ['{{a{{b}}c}}', 'has {{ outside'],
  ['{{a.b}}', 'has {{ outside'],
  ['{{#if a}}x{{/if}}', 'has {{ outside'],
  ['{{> partial}}', 'has {{ outside'],
  ['{{ name | upcase }}', 'has {{ outside'],
  ['{{a\n}}', 'has {{ outside'],
  ["{% include 'secrets' %}", 'has {% outside'],
  ['{'.repeat(1024), 'has {{{ outside'],
  ['{'.repeat(100_000), 'must have at most 1024'],
  [`{{${' '.repeat(1_000)}`, 'has {{ outside'],
  [Array.from({ length: 51 }, (_, index) => `{{a${index}}}`).join(''), 'must have at most 50 placeholders'],
])('%j cannot', (text, problem) => expect(templateTextProblem(text)).toContain(problem));

test('values stand where their names are, as they are', () => {
  const values = { name: '{{code}} $& $1', code: 42, is: true, more: 'ignored' };
  expect(personalised('{{name}}: {{ code }}, {{is}}, {{code}}', values)).toBe('{{code}} $& $1: 42, true, 42');
});

test('what is missing is named, all of it and once', () => {
  expect(errorOf('{{a}} {{b}} {{c}} {{a}}', { b: null, c: '' })).toBe('OBP-98335 a, b');
  expect(errorOf('{{valueOf1}}', {})).toBe('OBP-98335 valueOf1');
});

test.each([
  [{ a: {} }, 'OBP-98336 a must be text.'],
  [{ a: ['x'] }, 'OBP-98336 a must be text.'],
  [{ a: 2 ** 60 }, 'OBP-98336 a is a number too large to be exact; send it as text.'],
  [{ a: 'x'.repeat(1025) }, 'OBP-98336 a must have at most 1024 characters.'],
  [{ a: '\ud83d' }, 'OBP-98336 a holds half of a surrogate pair, which is no character.'],
  [{ a: 'x'.repeat(1024) }, 'OBP-98339 it must have at most 1024 characters.'],
])('values that cannot be: %#', (values, error) => expect(errorOf('A {{a}}', values)).toBe(error));

test('a text that shows nothing is none', () => {
  expect(errorOf('{{a}}', { a: '' })).toBe('OBP-98339 it must not be empty.');
});
