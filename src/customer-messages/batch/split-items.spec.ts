import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ElementSplitter, LineSplitter, NotSplittable, type Splitter } from './split-items.js';

/** The items of a text that arrives in pieces of some sizes. */
function itemsOf(splitter: Splitter, text: string, sizes: readonly number[] = [7]): string[] {
  const bytes = Buffer.from(text);
  const items: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    items.push(...splitter.push(Buffer.from(bytes.subarray(at, at + size))));
    at += size;
  }
  return [...items, ...splitter.end()].map(String);
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
/** As they are read from JSON, which knows no -0. */
const values = fc.array(fc.jsonValue(), { maxLength: 8 }).map((array) => JSON.parse(JSON.stringify(array)) as unknown[]);
/** More than generated items have, however they are indented. */
const LONG = 1_000_000;

describe('elements of an array', () => {
  const split = (text: string, by?: readonly number[]): string[] => itemsOf(new ElementSplitter(1000), text, by);

  test('are those that JSON sees, however the bytes arrive', () => {
    fc.assert(
      fc.property(values, sizes, fc.constantFrom(0, 2), (array, by, indent) => {
        const text = ` ${JSON.stringify(array, null, indent)}\n`;
        expect(itemsOf(new ElementSplitter(LONG), text, by).map((item) => JSON.parse(item) as unknown)).toEqual(array);
      }),
    );
  });

  test('brackets, commas and quotes in texts are part of the text', () => {
    expect(split(String.raw`["a],[\"b\\","{\"x\":["]`)).toEqual([String.raw`"a],[\"b\\"`, String.raw`"{\"x\":["`]);
  });

  test('an element that is no JSON is still an element', () => {
    expect(split('[{"a":1},{bad},nothing,3]')).toEqual(['{"a":1}', '{bad}', 'nothing', '3']);
  });

  test.each(['', ' ', '{}', '[1', '["a', '[{]', '[1]]', '[1] 2', '[,]', '[1,]', '[,1]', '[1,,2]', '1', '"["'])(
    '%p is not one array',
    (text) => {
      expect(() => split(text)).toThrow(NotSplittable);
    },
  );

  test('an element has a greatest length', () => {
    expect(() => split(`["${'x'.repeat(2000)}"]`, [100])).toThrow(new NotSplittable('An element is longer than 1000 bytes.'));
  });
});

describe('lines', () => {
  const split = (text: string, by?: readonly number[]): string[] => itemsOf(new LineSplitter(1000), text, by);

  test('are those between line feeds, however the bytes arrive, and not the empty ones', () => {
    fc.assert(
      fc.property(values, sizes, fc.constantFrom('\n', '\r\n', '\n\n \n'), (array, by, end) => {
        const text = array.map((value) => JSON.stringify(value) + end).join('');
        expect(itemsOf(new LineSplitter(LONG), text, by).map((item) => JSON.parse(item) as unknown)).toEqual(array);
      }),
    );
  });

  test('the last needs no line feed', () => expect(split('1\n2')).toEqual(['1', '2']));

  test('a line has a greatest length', () => {
    expect(() => split('x'.repeat(2000), [100])).toThrow(new NotSplittable('A line is longer than 1000 bytes.'));
  });
});
