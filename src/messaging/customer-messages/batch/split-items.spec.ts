import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BatchForm, type Splitter, splitterFor } from './split-items.js';

interface Found {
  readonly items: string[];
  readonly problem: string | undefined;
}

/** What is found in bytes that arrive in pieces of various sizes. */
function found(splitter: Splitter, bytes: Buffer, sizes: readonly number[]): Found {
  const items: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    items.push(...splitter.push(Buffer.from(bytes.subarray(at, at + size))));
    at += size;
  }
  items.push(...splitter.end());
  return { items: items.map(String), problem: splitter.problem };
}

const MARK = '\uFEFF';
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
/** As they are read from JSON, which knows no -0. */
const values = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }).map((array) => JSON.parse(JSON.stringify(array)) as unknown[]);
/** More than generated items have, however they are indented. */
const LONG = 1_000_000;
const parsed = ({ items }: Found): unknown[] => items.map((item) => JSON.parse(item) as unknown);

describe('how the bytes were cut into packets changes nothing', () => {
  /** Whatever can matter to one of the forms, right or wrong. */
  const soup = fc
    .array(fc.oneof(fc.constantFrom(...Array.from('[]{},"\\ \n\r\t1a:\uFEFF'), '{"a":"b"}', '[1]', '"\\""'), fc.constant('x'.repeat(12))), {
      maxLength: 40,
    })
    .map((parts) => Buffer.from(parts.join('')));
  const raw = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
  const marks = fc.constantFrom<readonly number[]>([], [0xef], [0xef, 0xbb], [0xef, 0xbb, 0xbf]).map((bytes) => Buffer.from(bytes));

  test.each<BatchForm>(['array', 'lines'])('%s', (form) => {
    fc.assert(
      fc.property(marks, fc.oneof(soup, raw), sizes, fc.integer({ min: 1, max: 20 }), (mark, text, by, most) => {
        const bytes = Buffer.concat([mark, text]);
        expect(found(splitterFor(form, most), bytes, by)).toEqual(found(splitterFor(form, most), bytes, [bytes.length || 1]));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('elements of an array', () => {
  const split = (text: string, by: readonly number[] = [7], most = 1000): Found => found(splitterFor('array', most), Buffer.from(text), by);

  test('are those that JSON sees, however the bytes arrive', () => {
    fc.assert(
      fc.property(values, sizes, fc.constantFrom(0, 2), fc.constantFrom('', MARK), (array, by, indent, mark) => {
        const text = `${mark} ${JSON.stringify(array, null, indent)}\n`;
        expect(parsed(split(text, by, LONG))).toEqual(array);
      }),
    );
  });

  test('brackets, commas and quotes in texts are part of the text', () => {
    expect(split(String.raw`["a],[\"b\\","{\"x\":["]`).items).toEqual([String.raw`"a],[\"b\\"`, String.raw`"{\"x\":["`]);
  });

  test('an element that is no JSON is still an element', () => {
    expect(split('[{"a":1},{bad},nothing,3]')).toEqual({ items: ['{"a":1}', '{bad}', 'nothing', '3'], problem: undefined });
  });

  test('there may be none', () => expect(split(' [ ] ')).toEqual({ items: [], problem: undefined }));

  test.each([
    ['', [], 'The body is empty.'],
    [' ', [], 'The body is empty.'],
    [MARK, [], 'The body is empty.'],
    [`[1]${MARK}`, ['1'], 'Something follows behind the array.'],
    ['{}', [], 'The body is not one array.'],
    ['{"messages":[1,2]}', [], 'The body is not one array.'],
    ['1', [], 'The body is not one array.'],
    ['[1', [], 'The body ends before its array does.'],
    ['["a', [], 'The body ends before its array does.'],
    ['[{]', [], 'The body ends before its array does.'],
    ['["["', [], 'The body ends before its array does.'],
    ['[1]]', ['1'], 'Something follows behind the array.'],
    ['[1] 2', ['1'], 'Something follows behind the array.'],
    ['[,]', [], 'The array has a comma with no element beside it.'],
    ['[1,]', ['1'], 'The array has a comma with no element beside it.'],
    ['[,1]', [], 'The array has a comma with no element beside it.'],
    ['[1,,2]', ['1'], 'The array has a comma with no element beside it.'],
  ])('%p is not one array, and what came before that is %p', (text, items, problem) => {
    for (const size of [1, 2, 100]) expect(split(text, [size])).toEqual({ items, problem });
  });

  test('an element has a greatest length, and what came before a longer one is handed out', () => {
    for (const size of [1, 100, 5000])
      expect(split(`[1,"${'x'.repeat(2000)}",2]`, [size])).toEqual({ items: ['1'], problem: 'An element is longer than 1000 bytes.' });
  });
});

describe('lines', () => {
  const split = (text: string, by: readonly number[] = [7], most = 1000): Found => found(splitterFor('lines', most), Buffer.from(text), by);

  test('are those between line feeds, however the bytes arrive, and not the empty ones', () => {
    fc.assert(
      fc.property(values, sizes, fc.constantFrom('\n', '\r\n', '\n\n \n'), fc.constantFrom('', MARK), (array, by, end, mark) => {
        const text = mark + array.map((value) => JSON.stringify(value) + end).join('');
        expect(parsed(split(text, by, LONG))).toEqual(array);
      }),
    );
  });

  test('the last needs no line feed', () => expect(split('1\n2').items).toEqual(['1', '2']));

  test('what begins with a bracket is a line like any other', () => {
    expect(split('[{"a":1},\n{"b":2}]\n')).toEqual({ items: ['[{"a":1},', '{"b":2}]'], problem: undefined });
  });

  test.each(['', '\n', ' \r\n\t', MARK, `${MARK}\n`])('%p is empty', (text) => {
    for (const size of [1, 100]) expect(split(text, [size])).toEqual({ items: [], problem: 'The body is empty.' });
  });

  test('a line has a greatest length, also when it is blank or has come whole', () => {
    for (const size of [1, 100, 5000]) {
      expect(split(`1\n${'x'.repeat(2000)}\n2`, [size])).toEqual({ items: ['1'], problem: 'A line is longer than 1000 bytes.' });
      expect(split(`1\n${' '.repeat(2000)}\n2`, [size])).toEqual({ items: ['1'], problem: 'A line is longer than 1000 bytes.' });
    }
  });
});

test('an item that comes in many small pieces is put together once', () => {
  const piece = Buffer.from('x');
  const splitter = splitterFor('lines', LONG);
  const since = performance.now();
  for (let count = 0; count < 500_000; count++) splitter.push(piece);
  expect(splitter.end()[0]).toHaveLength(500_000);
  expect(performance.now() - since).toBeLessThan(5_000); // 0.1 s; joining the pieces after each one takes minutes
});
