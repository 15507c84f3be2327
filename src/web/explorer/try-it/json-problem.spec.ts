import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonProblem } from './json-problem.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('JSON has no problem, however it is laid out', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => jsonProblem(JSON.stringify(value, null, indent)) === undefined));
});

/** Almost JSON: pieces in any order. */
const pieces = fc.array(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"\\u00e9"',
    '"\\x"',
    '"',
    '1',
    '-',
    '01',
    '1.',
    '1e5',
    'true',
    'nul',
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\f',
  ),
  { maxLength: 8 },
);

test('a text has a problem exactly when it cannot be parsed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((list) => list.join('')),
        fc.json().chain(damaged),
        fc.string(),
      ),
      (text) => {
        expect(jsonProblem(text) === undefined).toBe(isJson(text));
      },
    ),
    { numRuns: 3000 },
  );
});

function damaged(json: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(json.length), fc.nat(2), fc.constantFrom('', ',', '}', '"', 'x', '\n'))
    .map(([at, gone, put]) => json.slice(0, at) + put + json.slice(at + gone));
}

test.each([
  ['{"a":}', { line: 1, column: 6, ends: false }],
  ['{\n  "a": 1,\n}', { line: 3, column: 1, ends: false }],
  ['{\n  "a": 01\n}', { line: 2, column: 9, ends: false }],
  ['{"a": 1', { line: 1, column: 8, ends: true }],
  ['', { line: 1, column: 1, ends: true }],
  ["{'a': 1}", { line: 1, column: 2, ends: false }],
  ['{"a": "open}', { line: 1, column: 7, ends: false }],
  ['1 2', { line: 1, column: 3, ends: false }],
])('says where %j stops being JSON', (text, problem) => {
  expect(jsonProblem(text)).toEqual(problem);
});

test('depth is no problem', () => {
  expect(jsonProblem('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
});
