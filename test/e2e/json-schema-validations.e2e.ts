import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

/** Field order is the order of the wire. */
const SCHEMA = {
  title: 'Message',
  $schema: 'http://json-schema.org/draft-07/schema#',
  description: 'Only SMS',
  type: 'object',
  required: ['message', 'transport'],
  properties: { transport: { type: 'string', enum: ['SMS'] }, message: { type: 'string', minLength: 3 } },
  'x-note': 'kept',
};
const OTHER = { ...SCHEMA, description: 'Another' };
const ROLES = [
  'CanCreateJsonSchemaValidation',
  'CanUpdateJsonSchemaValidation',
  'CanDeleteJsonSchemaValidation',
  'CanGetJsonSchemaValidation',
];

const PUBLIC = '/obp/v4.0.0/endpoints/json-schema-validations';
const LIST = '/obp/v4.0.0/management/json-schema-validations';

describe('JSON schema validations', () => {
  let world: World;
  let manager: WorldUser;
  let nobody: WorldUser;
  let operations = 0;

  beforeAll(async () => {
    world = await World.create();
    [manager, nobody] = await Promise.all([world.user('manager'), world.user('nobody')]);
    for (const role of ROLES) await world.grant(manager, role);
  });

  /** The shared service keeps rules for any id, so these tests make theirs for operations that there are not. */
  const newOperation = (): string => `Test-${world.run}.${(operations += 1)}`;
  const at = (operationId: string): string => `${LIST}/${encodeURIComponent(operationId)}`;
  const create = (operationId: string, schema: unknown = SCHEMA): Promise<Answer> =>
    world.client.post(at(operationId), schema, { token: manager.token });
  const seen = ({ status, body }: Answer): [number, string] => [status, String((body as { message?: string }).message)];

  test('one is made, read, listed, changed and deleted', async () => {
    const operation = newOperation();
    const item = { operation_id: operation, json_schema: SCHEMA };
    const created = await create(operation);
    expect([created.status, JSON.stringify(created.body)]).toEqual([201, JSON.stringify(item)]);

    const read = await world.client.get(at(operation), { token: manager.token });
    expect([read.status, JSON.stringify(read.body)]).toEqual([200, JSON.stringify(item)]);
    for (const answer of [await world.client.get(LIST, { token: manager.token }), await world.client.get(PUBLIC)]) {
      expect([answer.status, Object.keys(answer.body)]).toEqual([200, ['json_schema_validations']]);
      expect(answer.body.json_schema_validations).toContainEqual(item);
    }

    const changed = await world.client.put(at(operation), OTHER, { token: manager.token });
    expect([changed.status, changed.body]).toEqual([200, { operation_id: operation, json_schema: OTHER }]);
    expect((await world.client.get(at(operation), { token: manager.token })).body).toEqual(changed.body);

    const deleted = await world.client.delete(at(operation), { token: manager.token });
    expect([deleted.status, deleted.body, deleted.headers['content-type']]).toEqual([200, true, 'application/json; charset=utf-8']);
    expect(seen(await world.client.get(at(operation), { token: manager.token }))[1]).toMatch(/^OBP-40027/);
    expect(JSON.stringify((await world.client.get(PUBLIC)).body)).not.toContain(operation);
  });

  test('each act asks for its own role, and who calls before that', async () => {
    const calls = (token?: string): Promise<Answer>[] => {
      const call = token === undefined ? {} : { token };
      const { client } = world;
      return [
        client.post(at('x'), { a: 1 }, call),
        client.put(at('x'), { a: 1 }, call),
        client.delete(at('x'), call),
        client.get(at('x'), call),
        client.get(LIST, call),
      ];
    };
    const roles = [...ROLES, 'CanGetJsonSchemaValidation'];
    const refusals = await Promise.all(calls(nobody.token));
    expect(refusals.map(seen)).toEqual(roles.map((role) => [403, `OBP-20006: User is missing one or more roles: ${role}`]));
    for (const answer of await Promise.all(calls()))
      expect(seen(answer)).toEqual([401, 'OBP-20001: User not logged in. Authentication is required!']);
  });

  test('an operation has one at most, also when many are made at once', async () => {
    const operation = newOperation();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(operation)));
    const exists = [400, 'OBP-40029: OPERATION_ID already exists. Please specify different values for OPERATION_ID. '];
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) expect(seen(answer)).toEqual(exists);
    expect(seen(await create(operation, { a: 1 }))[1]).toMatch(/^OBP-40026/); // the schema is looked at first
  });

  test('what is not there cannot be read, changed or deleted', async () => {
    const call = { token: manager.token };
    const wanted = [400, 'OBP-40027: JSON Schema Validation not found, please specify valid query parameter. '];
    for (const operation of [newOperation(), 'x'.repeat(300)]) {
      expect(seen(await world.client.get(at(operation), call))).toEqual(wanted);
      expect(seen(await world.client.put(at(operation), SCHEMA, call))).toEqual(wanted);
      expect(seen(await world.client.delete(at(operation), call))).toEqual(wanted);
      expect(seen(await world.client.put(at(operation), { a: 1 }, call))[1]).toMatch(/^OBP-40026/);
    }
  });

  test('an id has 200 characters at most, of any kind', async () => {
    const long = `${newOperation()} ñ/😀`.padEnd(200, 'x').slice(0, 199);
    expect([...long].length).toBeLessThanOrEqual(200);
    expect((await create(long)).status).toBe(201);
    expect((await world.client.get(at(long), { token: manager.token })).body.operation_id).toBe(long);
    expect(seen(await create('x'.repeat(201)))).toEqual([
      400,
      'OBP-40048: Invalid operation_id, please specify valid operation_id. It must have 1 to 200 characters.',
    ]);
  });

  test('a schema that may not be a rule is refused with the reason, and nothing is kept', async () => {
    const refusals: [unknown, string][] = [
      [
        { a: 1 },
        '$.$schema: is missing; $.type: is missing; $.title: is missing; $.description: is missing; $.required: is missing; $.properties: is missing',
      ],
      [[], '$: must be object'],
      [
        { ...SCHEMA, $schema: 'https://json-schema.org/draft/2019-09/schema' },
        '$.$schema: must be "http://json-schema.org/draft-07/schema#" or',
      ],
      [
        { ...SCHEMA, properties: { a: { type: 'string', pattern: '(?=x)' } } },
        '$: the pattern "(?=x)" cannot be matched in linear time: it uses a lookahead, (?= at character 1',
      ],
      [{ ...SCHEMA, properties: { a: { type: 'object', $ref: '#' } } }, '$: refers to itself with "#"'],
      [
        { ...SCHEMA, properties: { a: { type: 'object', $ref: 'http://127.0.0.1/x' } } },
        '$: refers to "http://127.0.0.1/x", which is no schema within',
      ],
      [{ ...SCHEMA, title: 'a\0b' }, '$: holds a NUL character'],
    ];
    for (const [schema, reason] of refusals) {
      const operation = newOperation();
      const [status, message] = seen(await create(operation, schema));
      expect([status, message]).toEqual([400, expect.stringContaining(`OBP-40026: Incorrect json-schema Format. ${reason}`)]);
      expect((await world.client.get(at(operation), { token: manager.token })).status).toBe(400);
    }
    const withoutBody = await world.client.send('POST', at(newOperation()), {
      token: manager.token,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(seen(withoutBody)).toEqual([400, 'OBP-40026: Incorrect json-schema Format. $: must be object']);
  });

  test('what divides is more than 0, and every number can be kept as it is written', async () => {
    const amount = (rule: string): string =>
      JSON.stringify({ ...SCHEMA, properties: { a: 'RULE' } }).replace('"RULE"', `{"type":"number",${rule}}`);
    const call = { token: manager.token, headers: { 'Content-Type': 'application/json' } };
    const kept = newOperation();
    const send = (method: string, operation: string, rule: string): Promise<Answer> =>
      world.client.send(method, at(operation), { ...call, rawBody: amount(rule) });
    expect((await send('POST', kept, '"multipleOf":1e-300,"maximum":1.50e3,"const":100000000000000000000')).status).toBe(201);
    for (const [rule, reason] of [
      ['"multipleOf":0', '$.properties.a.multipleOf: must be > 0'],
      ['"multipleOf":-0.01', '$.properties.a.multipleOf: must be > 0'],
      ['"multipleOf":1e-400', '$.properties.a.multipleOf: must be > 0'],
      ['"maximum":1e400', '$: holds a number that is too large'],
      ['"maximum":9007199254740993', '$: holds the number 9007199254740993, which would be kept as 9007199254740992'],
      ['"enum":[0.1000000000000000055]', '$: holds the number 0.1000000000000000055, which would be kept as 0.1'],
    ] as const)
      for (const answer of [await send('POST', newOperation(), rule), await send('PUT', kept, rule)])
        expect(seen(answer)).toEqual([400, `OBP-40026: Incorrect json-schema Format. ${reason}`]);
    expect((await world.client.delete(at(kept), call)).status).toBe(200);
  });

  test('ids in the schema are held to their characters first, on POST', async () => {
    const schema = { ...SCHEMA, examples: [{ bank_id: 'not an id' }] };
    expect(seen(await create(newOperation(), schema))).toEqual([
      400,
      'OBP-10001: Incorrect json format. Here are all invalid values: List((bank_id,not an id))',
    ]);
  });

  test('whatever the body is, the answer is 201 or says what is wrong', async () => {
    const part = fc.jsonValue({ maxDepth: 3 });
    const keyword = fc.constantFrom(
      '$id',
      '$ref',
      '$anchor',
      'type',
      'enum',
      'pattern',
      'items',
      'allOf',
      'if',
      'properties',
      'required',
      'format',
      'x',
    );
    const { client } = world;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          part,
          fc.dictionary(keyword, part).map((more) => ({ ...SCHEMA, ...more })),
        ),
        async (schema) => {
          const operation = newOperation();
          const { status, body } = await create(operation, schema ?? null);
          expect([201, 400]).toContain(status);
          if (status === 400) expect(body.message).toMatch(/^OBP-(40026|10001): /);
          else expect((await client.delete(at(operation), { token: manager.token })).status).toBe(200);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('what was done is in the audit trail', async () => {
    const operation = newOperation();
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    await create(operation);
    await world.client.put(at(operation), OTHER, { token: manager.token });
    await world.client.delete(at(operation), { token: manager.token });
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${operation}`, { token: world.admin.token });
    const facts = body.audit_records.map(({ action, actor_user_id: by, before, after }: Record<string, unknown>) => [
      action,
      by,
      before ?? null,
      after ?? null,
    ]);
    expect(facts).toEqual([
      ['json_schema_validation.deleted', manager.userId, { json_schema: OTHER }, null],
      ['json_schema_validation.updated', manager.userId, { json_schema: SCHEMA }, { json_schema: OTHER }],
      ['json_schema_validation.created', manager.userId, null, { json_schema: SCHEMA }],
    ]);
  });
});
