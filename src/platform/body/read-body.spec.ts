import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CreateMessageV400Dto } from '../../messaging/customer-messages/v4.0.0/message.dto.js';
import { SetCallLimitsDto } from '../../access/rate-limits/call-limits.dto.js';
import { Flag, Group, Moment, MomentList, Text, Whole } from './fields.js';
import { readPlainFields } from './field-reader.js';

class Plain {
  @Text({ max: 3, min: 1, example: '' })
  text!: string;

  @Text({ max: 3, example: '', optional: true })
  perhaps?: string;

  @Whole({ example: 1, optional: true })
  whole?: number;

  @Flag({ example: true, optional: true })
  flag?: boolean;

  @Moment({ example: '', optional: true })
  moment?: Date;

  @MomentList({ example: [], optional: true })
  moments?: Date[];
}

class Nested {
  @Text({ max: 3, example: '' })
  text!: string;

  @Group(() => Plain)
  group!: Plain;
}

class Inheriting extends Plain {
  @Text({ max: 3, example: '' })
  own!: string;
}

/** Uses class-transformer and class-validator alone. */
function readSlowly(type: typeof Plain, source: object): Plain | undefined {
  const body = plainToInstance(type, source, { strategy: 'excludeAll', exposeUnsetFields: false });
  return validateSync(body, { forbidUnknownValues: false }).length === 0 ? body : undefined;
}

const DATE = '2026-11-23T07:00:00Z';
const LIMITS = ['second', 'minute', 'hour', 'day', 'week', 'month'].map((unit) => `per_${unit}_call_limit`);
/** Texts, but no numbers. */
const NO_LIMITS = Object.fromEntries(LIMITS.map((name) => [name, 'x']));
const value = fc.oneof(
  fc.constantFrom(
    '',
    'abc',
    'abcd',
    '\u{1f600}\u{1f600}\u{1f600}',
    '\ud800',
    '\0',
    DATE,
    [DATE],
    [DATE, 'x'],
    [[DATE]],
    [null],
    {},
    { length: 1 },
  ),
  fc.constantFrom(null, undefined, true, false, 0, -0, 1.5, 2 ** 31, 2 ** 53, 1e300, NaN),
  fc.jsonValue(),
);
const names = ['text', 'perhaps', 'whole', 'flag', 'moment', 'moments', 'own', 'unknown', 'toString'];
const source = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });

describe('plain fields', () => {
  test.each([Plain, Inheriting])('of the class %p are read as class-transformer and class-validator read them', (type) => {
    let right = 0;
    const property = fc.property(
      fc.oneof(
        source,
        source.map((body) => ({ ...body, text: 'abc', own: 'abc' })),
      ),
      (body) => {
        const read = readPlainFields<Plain>(type, body);
        expect(read).toEqual(readSlowly(type, body));
        if (read !== undefined) right++;
      },
    );
    fc.assert(property, { numRuns: 3000 });
    expect(right).toBeGreaterThan(0);
  });

  test('of a message are read', () => {
    const message = { message: 'm', transport: 'SMS', from_department: 1, from_person: true };
    const read = readPlainFields(CreateMessageV400Dto, { ...message, other: 1 });
    expect(read).toBeInstanceOf(CreateMessageV400Dto);
    expect(JSON.parse(JSON.stringify(read))).toEqual({ ...message, from_department: '1', from_person: 'true' });
  });

  test.each([
    ['fields that are objects', Nested, { text: 'a', group: { text: 'a' } }],
    ['fields with a rule of their own', SetCallLimitsDto, { from_date: DATE, to_date: DATE, ...NO_LIMITS }],
  ])('are not all there is in a class with %s', (_what, type, body) => {
    expect(readPlainFields<object>(type, body)).toBeUndefined();
  });
});
