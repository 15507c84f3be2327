import { expect, test } from '@jest/globals';
import { namesTag } from './conditional.js';

test.each([
  ['abc', true],
  ['"abc"', true],
  ['W/"abc"', true],
  ['*', true],
  [' * ', true],
  ['"x", W/"abc"', true],
  ['x,abc', true],
  ['"a,b","abc"', true],
  ['"abc,d"', false],
  ['"x, abc"', false],
  ['"*"', false],
  ['x', false],
  ['ab', false],
  ['"abc', false],
  ['', false],
  ['w/"abc"', false], // W is a capital (RFC 9110, section 8.8.3)
])('%s: %p', (condition, found) => {
  for (const etag of ['abc', '"abc"', 'W/"abc"']) expect(namesTag(condition, etag)).toBe(found);
});
