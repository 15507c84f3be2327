import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompiledSchema } from './compiled-schema.js';
import { SCHEMA_LIMITS } from './schema-cost.js';
import { SchemaRefused } from './schema-refused.js';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

/** A schema with everything required. */
const schema = (more: object = {}): Record<string, unknown> => ({
  $schema: DRAFT_07,
  title: 'Message',
  description: 'For a test',
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' } },
  ...more,
});
const withMessage = (message: object): object => schema({ properties: { message } });

function refusalOf(value: unknown): string | undefined {
  try {
    CompiledSchema.of(value);
    return undefined;
  } catch (error) {
    if (error instanceof SchemaRefused) return error.message;
    throw error;
  }
}

describe('a schema that may be a rule', () => {
  test.each([
    ['draft-07', schema()],
    ['draft-07 without the sign at its end', schema({ $schema: 'http://json-schema.org/draft-07/schema' })],
    ['draft 2020-12', schema({ $schema: DRAFT_2020, $defs: { text: { type: 'string' } } })],
    [
      'with parts that it refers to',
      schema({ definitions: { a: { type: 'string' } }, properties: { message: { type: 'string', $ref: '#/definitions/a' } } }),
    ],
    ['with words that no draft knows', schema({ 'x-note': 'kept' })],
    ['with the id of a draft', schema({ $id: DRAFT_07 })],
    ['with a pattern that backtracking would never finish', withMessage({ type: 'string', pattern: '^(a+)+$' })],
    [
      'with a property that is called as a keyword',
      schema({ properties: { pattern: { type: 'string' }, $ref: { type: 'string' }, uniqueItems: { type: 'boolean' } } }),
    ],
  ])('%s', (_what, value) => expect(refusalOf(value)).toBeUndefined());

  test('can be compiled again and again, with the same $id', () => {
    const named = (type: string): object => schema({ $id: 'https://bank.example/message', properties: { message: { type } } });
    expect(CompiledSchema.of(named('string')).violationsOf({ message: 'a' })).toBeUndefined();
    expect(CompiledSchema.of(named('number')).violationsOf({ message: 'a' })).toBe('$.message: must be number');
    expect(CompiledSchema.of(schema({ $schema: DRAFT_2020 })).violationsOf({})).toBe('$.message: is missing');
  });
});

describe('a schema that may not be a rule is refused with the reason', () => {
  const nested = (levels: number): object =>
    levels === 0 ? { type: 'string' } : { type: 'object', properties: { a: nested(levels - 1) } };
  /** Each part refers twice to the next: 2 to the power of `parts`. */
  const doubling = (parts: number): object =>
    schema({
      definitions: Object.fromEntries(
        Array.from({ length: parts }, (_, n) => [
          `d${n}`,
          n === parts - 1 ? {} : { allOf: [{ $ref: `#/definitions/d${n + 1}` }, { $ref: `#/definitions/d${n + 1}` }] },
        ]),
      ),
      properties: { message: { type: 'string', $ref: '#/definitions/d0' } },
    });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, '$: must be object'],
    ['a list', [], '$: must be object'],
    [
      'another draft',
      schema({ $schema: 'http://json-schema.org/draft-04/schema#' }),
      '$.$schema: must be "http://json-schema.org/draft-07/schema#" or',
    ],
    ['no properties', schema({ properties: {} }), '$.properties: must NOT have fewer than 1 properties'],
    ['a property without a type', withMessage({ minLength: 1 }), '$.properties.message.type: is missing'],
    ['a property that is no object', schema({ properties: { message: true } }), '$.properties.message: must be object'],
    ['no schema by its draft', schema({ minProperties: -1 }), '$.minProperties: must be >= 0'],
    ['a type that there is not', schema({ type: 'message' }), '$.type: must be one of ["array",'],
    ['no regular expression', withMessage({ type: 'string', pattern: '(' }), '$: the pattern "(" is not a regular expression'],
    [
      'a back reference by number',
      withMessage({ type: 'string', pattern: '(a)\\1' }),
      '$: the pattern "(a)\\\\1" cannot be matched in linear time',
    ],
    ['a back reference by name', withMessage({ type: 'string', pattern: '(?<x>a)\\k<x>' }), 'uses a back reference'],
    ['looking ahead', withMessage({ type: 'string', pattern: '(?=a)' }), 'cannot be matched in linear time'],
    ['a large pattern', withMessage({ type: 'string', pattern: '^\\p{L}{600}$' }), '$: has patterns that are too large'],
    ['large patterns of names', schema({ patternProperties: { '^a{300}$': {}, '^b{300}$': {} } }), '$: has patterns that are too large'],
    [
      'a reference to the network',
      withMessage({ type: 'string', $ref: 'http://169.254.169.254/latest' }),
      '$: refers to "http://169.254.169.254/latest"',
    ],
    ['a reference to a file', withMessage({ type: 'string', $ref: 'file:///etc/passwd' }), '$: refers to "file:///etc/passwd"'],
    ['a reference to a draft', withMessage({ type: 'string', $ref: DRAFT_07 }), '$: refers to'],
    ['a reference to nothing', withMessage({ type: 'string', $ref: '#/definitions/none' }), '$: refers to "#/definitions/none"'],
    ['a reference that cannot be decoded', withMessage({ type: 'string', $ref: '#/%E0%A4%A' }), '$: refers to'],
    ['a reference to a text', withMessage({ type: 'string', $ref: '#/title' }), '$: refers to "#/title"'],
    ['a reference to the whole', withMessage({ type: 'object', $ref: '#' }), '$: refers to itself'],
    [
      'references in a circle',
      schema({ definitions: { a: { $ref: '#/definitions/b' }, b: { items: { $ref: '#/definitions/a' } } } }),
      '$: refers to itself',
    ],
    ['a reference that moves', schema({ $schema: DRAFT_2020, $dynamicRef: '#' }), '$: uses $dynamicRef'],
    ['an $id inside', withMessage({ type: 'string', $id: 'https://bank.example/inner' }), '$: has an $id below its top'],
    ['a validator that answers later', schema({ $async: true }), '$: uses $async'],
    ['references that multiply', doubling(40), `$: has more than ${SCHEMA_LIMITS.values} values`],
    [
      'a huge enumeration',
      withMessage({ type: 'string', enum: Array.from({ length: SCHEMA_LIMITS.values }, (_, n) => `v${n}`) }),
      `$: has more than ${SCHEMA_LIMITS.values} values`,
    ],
    ['deep nesting', schema({ properties: { a: nested(40) } }), `$: is nested deeper than ${SCHEMA_LIMITS.depth} levels`],
    ['great length', schema({ $comment: 'x'.repeat(SCHEMA_LIMITS.bytes) }), `$: is longer than ${SCHEMA_LIMITS.bytes} bytes`],
    ['a NUL character', schema({ title: 'a\0b' }), '$: holds a NUL character'],
    [
      'half of a surrogate pair',
      schema({ properties: { 'a\ud800': { type: 'string' } } }),
      '$: holds a NUL character or half of a surrogate pair',
    ],
    ['a number without end', schema({ maximum: JSON.parse('1e999') as number }), '$: holds a number that is too large'],
  ])('%s', (_what, value, reason) => expect(refusalOf(value)).toContain(reason));

  test('all that is missing is named', () => {
    expect(refusalOf({ a: 1 })).toBe(
      '$.$schema: is missing; $.type: is missing; $.title: is missing; $.description: is missing; $.required: is missing; $.properties: is missing',
    );
  });
});

describe('a body', () => {
  const rule = CompiledSchema.of(
    schema({
      required: ['message', 'transport', 'constructor'],
      properties: {
        message: { type: 'string', minLength: 3, pattern: '^[A-Z]' },
        transport: { type: 'string', enum: ['SMS', 'EMAIL'] },
        constructor: { type: 'string', const: 'x' },
        when: { type: 'string', format: 'date' },
        to: { type: 'array', uniqueItems: true, items: { type: 'object', required: ['name/of'] } },
      },
      additionalProperties: false,
    }),
  );

  test('that fits has no violations', () => {
    const body = { message: 'Your card', transport: 'SMS', constructor: 'x', when: '2026-11-22', to: [{ 'name/of': 1 }] };
    expect(rule.violationsOf(body)).toBeUndefined();
  });

  test('that does not is told each violation with its path', () => {
    const body = { message: 'a', transport: 'FAX', more: 1, when: '2026-13-22', to: [{}, {}] };
    expect(rule.violationsOf(body)?.split('; ').sort()).toEqual([
      '$.constructor: is missing',
      '$.message: must NOT have fewer than 3 characters',
      '$.message: must match pattern "^[A-Z]"',
      '$.more: is not allowed',
      '$.to: must NOT have duplicate items (items ## 0 and 1 are identical)',
      '$.to[0].name/of: is missing',
      '$.to[1].name/of: is missing',
      '$.transport: must be one of ["SMS","EMAIL"]',
      '$.when: must match format "date"',
    ]);
  });

  test.each([undefined, null, [], 'text', 7])('%j is no object', (body) => expect(rule.violationsOf(body)).toBe('$: must be object'));

  test('with very many violations is told some, and how many there are', () => {
    const list = CompiledSchema.of(schema({ properties: { message: { type: 'array', items: { type: 'string' } } } }));
    const violations = list.violationsOf({ message: Array.from({ length: 1_000 }, () => 1) }) ?? '';
    expect(violations).toContain('$.message[19]: must be string; and 980 more');
    expect(violations.length).toBeLessThan(1_000);
  });

  test('with a very long name is not told it in full', () => {
    expect(rule.violationsOf({ ['x'.repeat(100_000)]: 1 })?.length).toBeLessThan(1_000);
  });
});

describe('holding a body against a schema takes bounded time', () => {
  /** Generous, for a busy machine; without the limits each of these takes from many seconds to forever. */
  const SOON = 3_000;
  const random = (length: number, of: string): string => Array.from({ length }, (_, n) => of[(n * 7919 + (n >> 3)) % of.length]).join('');

  test.each<[string, object, unknown]>([
    ['nested repetition', withMessage({ type: 'string', pattern: '^(a+)+$' }), { message: `${'a'.repeat(50_000)}!` }],
    ['overlapping alternatives', withMessage({ type: 'string', pattern: '^(a|a)*$' }), { message: `${'a'.repeat(50_000)}!` }],
    ['white space at the end', withMessage({ type: 'string', pattern: '\\s+$' }), { message: `${' '.repeat(900_000)}!` }],
    [
      'an automaton with very many states',
      withMessage({ type: 'string', pattern: '(a|b)*a(a|b){15}$' }),
      { message: random(1_000_000, 'ab') },
    ],
    [
      'a list without repetition',
      withMessage({ type: 'array', uniqueItems: true }),
      { message: Array.from({ length: 150_000 }, () => ({})) },
    ],
    [
      'many schemas for many values',
      withMessage({ type: 'array', items: { allOf: Array.from({ length: 300 }, () => ({ type: 'string' })) } }),
      { message: Array.from({ length: 300_000 }, () => 1) },
    ],
    [
      'many schemas for a long text',
      withMessage({ type: 'string', allOf: Array.from({ length: 300 }, () => ({ maxLength: 5 })) }),
      { message: 'x'.repeat(1_000_000) },
    ],
  ])('%s', (_what, value, body) => {
    const rule = CompiledSchema.of(value);
    const start = performance.now();
    expect(rule.violationsOf(body)).toEqual(expect.any(String));
    expect(performance.now() - start).toBeLessThan(SOON);
  });

  test.each(['date', 'time', 'date-time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference', 'uuid', 'json-pointer'])(
    'the format %s of what looks like it for long',
    (format) => {
      const rule = CompiledSchema.of(withMessage({ type: 'string', format }));
      const start = performance.now();
      for (const piece of ['a', 'a.', 'a-', '1', '1:', '::', '/', '%41', 'a@', '[', '~0', 'P1Y', 'é'])
        for (const before of ['', 'a@', 'http://', 'http://[', 'P', '2026-11-22T'])
          rule.violationsOf({ message: `${before}${piece.repeat(20_000)}!` });
      expect(performance.now() - start).toBeLessThan(4 * SOON);
    },
  );
});

describe('whatever is sent as schema', () => {
  const KEYWORDS = [
    ...[
      '$ref',
      '$id',
      '$anchor',
      '$defs',
      'definitions',
      'items',
      'prefixItems',
      'contains',
      'allOf',
      'anyOf',
      'oneOf',
      'not',
      'if',
      'then',
      'else',
    ],
    ...[
      'enum',
      'const',
      'type',
      'format',
      'pattern',
      'patternProperties',
      'properties',
      'required',
      'dependencies',
      'dependentSchemas',
      'propertyNames',
    ],
    ...[
      'additionalProperties',
      'unevaluatedProperties',
      'uniqueItems',
      'minimum',
      'multipleOf',
      'maxLength',
      'minItems',
      'nullable',
      'discriminator',
    ],
  ];
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('string', 'object', '#', '#/properties/message', '#x', '(', '^a+$', 'date', 'https://x.example/y', '', '__proto__'),
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...KEYWORDS), fc.string({ unit: 'binary', maxLength: 3 })), tie('tree'), { maxKeys: 4 }),
    ),
  }));

  test('it is refused or can be used: nothing else happens', () => {
    const tried = { used: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...KEYWORDS), tree, { maxKeys: 4 }),
        fc.constantFrom(DRAFT_07, DRAFT_2020),
        fc.jsonValue(),
        (more, $schema, body) => {
          const built = schema({
            ...more,
            $schema,
            ...(Object.hasOwn(more, 'properties') ? { properties: { message: { type: 'string', ...(more.properties as object) } } } : {}),
          });
          const value = JSON.parse(JSON.stringify(built)) as unknown; // as it arrives: no object without a prototype
          const refusal = refusalOf(value);
          tried[refusal === undefined ? 'used' : 'refused']++;
          if (refusal === undefined) expect([undefined, expect.any(String)]).toContainEqual(CompiledSchema.of(value).violationsOf(body));
          else expect(refusal).toMatch(/^\$/);
        },
      ),
      { numRuns: 500 },
    );
    expect(tried.used).toBeGreaterThan(20);
    expect(tried.refused).toBeGreaterThan(20);
  });
});
