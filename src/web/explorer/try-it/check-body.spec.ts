import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BodyShape } from '../body-shape.js';
import { checkBody } from './check-body.js';

const SHAPE: BodyShape = {
  type: 'object',
  required: ['message', 'face'],
  fields: {
    message: { type: 'string', minLength: 1, maxLength: 5 },
    transport: { type: 'string', maxLength: 5 },
    count: { type: 'integer' },
    flag: { type: 'boolean' },
    face: { type: 'object', required: ['url'], fields: { url: { type: 'string' } } },
    list: { type: 'array', items: { type: 'string' } },
  },
};
const GOOD = { message: 'hello', face: { url: '' } };

const check = (more: object): unknown => checkBody(JSON.stringify({ ...GOOD, ...more }), SHAPE);

describe('a body', () => {
  test('that fits has no problem', () => {
    expect(check({})).toEqual([]);
    expect(check({ transport: null, count: 1, flag: false, list: [] })).toEqual([]);
    expect(checkBody(JSON.stringify([GOOD]), SHAPE)).toEqual([]);
  });

  test('that is no JSON is refused with the place', () => {
    expect(checkBody(' \n', SHAPE)).toEqual([{ kind: 'empty' }]);
    expect(checkBody('{"message":', SHAPE)).toEqual([{ kind: 'ends' }]);
    expect(checkBody('{\n"message": x}', SHAPE)).toEqual([{ kind: 'notJson', line: 2, column: 12 }]);
  });

  test.each<[object, object]>([
    [{ message: undefined }, { kind: 'missing', path: 'message' }],
    [{ face: {} }, { kind: 'missing', path: 'face.url' }],
    [{ constructor: 1 }, { kind: 'unknown', path: 'constructor' }],
    [{ message: 5 }, { kind: 'taken', path: 'message' }],
    [{ message: null }, { kind: 'type', path: 'message', expected: 'string', found: 'null' }],
    [{ count: 1.5 }, { kind: 'type', path: 'count', expected: 'integer', found: 'number' }],
    [{ flag: 'true' }, { kind: 'type', path: 'flag', expected: 'boolean', found: 'string' }],
    [{ face: [] }, { kind: 'type', path: 'face', expected: 'object', found: 'array' }],
    [{ list: ['a', {}] }, { kind: 'type', path: 'list[1]', expected: 'string', found: 'object' }],
    [{ message: '123456' }, { kind: 'long', path: 'message', limit: 5, length: 6 }],
    [{ message: '' }, { kind: 'short', path: 'message', limit: 1, length: 0 }],
  ])('with %j is told what is wrong', (more, problem) => {
    expect(check(more)).toEqual([problem]);
  });

  test('counts characters, not halves of them', () => {
    expect(check({ message: '😀😀😀😀😀' })).toEqual([]);
  });

  test('that is another type altogether is told so', () => {
    expect(checkBody('"text"', SHAPE)).toEqual([{ kind: 'type', path: '', expected: 'object', found: 'string' }]);
  });

  test('of any kind is judged without failing', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => checkBody(text, SHAPE).length <= 8));
  });
});
