import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

const ROLES = [
  'CanCreateAuthenticationTypeValidation',
  'CanUpdateAuthenticationTypeValidation',
  'CanDeleteAuthenticationValidation',
  'CanGetAuthenticationTypeValidation',
];
const NAMES = '[DirectLogin, OAuth1.0a, GatewayLogin, DAuth, OAuth2_OIDC, OAuth2_OIDC_FAPI]';
const PUBLIC = '/obp/v4.0.0/endpoints/authentication-type-validations';
const LIST = '/obp/v4.0.0/management/authentication-type-validations';

describe('authentication type validations', () => {
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
  const create = (operationId: string, types: unknown): Promise<Answer> =>
    world.client.post(at(operationId), types, { token: manager.token });
  const seen = ({ status, body }: Answer): [number, string] => [status, String((body as { message?: string }).message)];

  test('one is made, read, listed, changed and deleted', async () => {
    const operation = newOperation();
    const item = { operation_id: operation, allowed_authentication_types: ['OAuth1.0a', 'DirectLogin'] };
    const created = await create(operation, ['OAuth1.0a', 'DirectLogin']);
    expect([created.status, JSON.stringify(created.body)]).toEqual([201, JSON.stringify(item)]);

    const read = await world.client.get(at(operation), { token: manager.token });
    expect([read.status, read.body]).toEqual([200, item]);
    for (const answer of [await world.client.get(LIST, { token: manager.token }), await world.client.get(PUBLIC)]) {
      expect([answer.status, Object.keys(answer.body)]).toEqual([200, ['authentication_types_validations']]);
      expect(answer.body.authentication_types_validations).toContainEqual(item);
    }

    const changed = await world.client.put(at(operation), ['DAuth'], { token: manager.token });
    expect([changed.status, changed.body]).toEqual([200, { operation_id: operation, allowed_authentication_types: ['DAuth'] }]);

    const deleted = await world.client.delete(at(operation), { token: manager.token });
    expect([deleted.status, deleted.body]).toEqual([200, true]);
    expect(JSON.stringify((await world.client.get(PUBLIC)).body)).not.toContain(operation);
  });

  test('each act asks for its own role, and who calls before that', async () => {
    const calls = (token?: string): Promise<Answer>[] => {
      const call = token === undefined ? {} : { token };
      const { client } = world;
      return [
        client.post(at('x'), {}, call),
        client.put(at('x'), {}, call),
        client.delete(at('x'), call),
        client.get(at('x'), call),
        client.get(LIST, call),
      ];
    };
    const roles = [...ROLES, 'CanGetAuthenticationTypeValidation'];
    const refusals = await Promise.all(calls(nobody.token));
    expect(refusals.map(seen)).toEqual(roles.map((role) => [403, `OBP-20006: User is missing one or more roles: ${role}`]));
    for (const answer of await Promise.all(calls())) expect(answer.status).toBe(401);
  });

  test.each([[['Password']], [['directlogin']], [['DirectLogin', 7]], [[]], [{}], [{ allowed: ['DirectLogin'] }], ['DirectLogin'], [null]])(
    '%j is no list of names',
    async (types) => {
      const operation = newOperation();
      const call = { token: manager.token };
      expect(seen(await create(operation, types))).toEqual([
        400,
        `OBP-40030: AuthenticationType name not correct.  Allowed Authentication Type names: ${NAMES}`,
      ]);
      expect(seen(await world.client.put(at(operation), types, call))).toEqual([
        400,
        `OBP-40030: AuthenticationType name not correct.  Allowed AuthenticationType names: ${NAMES}`,
      ]);
      expect((await world.client.get(at(operation), call)).status).toBe(400);
    },
  );

  test('Anonymous may be named, and a name twice is once', async () => {
    const { status, body } = await create(newOperation(), ['Anonymous', 'DAuth', 'Anonymous']);
    expect([status, body.allowed_authentication_types]).toEqual([201, ['Anonymous', 'DAuth']]);
  });

  test('an operation has one at most, also when many are made at once', async () => {
    const operation = newOperation();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(operation, ['DirectLogin'])));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(seen(answer)).toEqual([400, 'OBP-40029: OPERATION_ID already exists. Please specify different values for OPERATION_ID. ']);
  });

  test('what is not there cannot be read, changed or deleted', async () => {
    const call = { token: manager.token };
    const wanted = [400, 'OBP-40032: AuthenticationTypeValidation not found, please specify valid query parameter. '];
    for (const operation of [newOperation(), 'x'.repeat(300)]) {
      expect(seen(await world.client.get(at(operation), call))).toEqual(wanted);
      expect(seen(await world.client.put(at(operation), ['DAuth'], call))).toEqual(wanted);
      expect(seen(await world.client.delete(at(operation), call))).toEqual(wanted);
    }
    expect(seen(await create('x'.repeat(201), ['DAuth']))[1]).toMatch(/^OBP-40048/);
  });

  test('what was done is in the audit trail', async () => {
    const operation = newOperation();
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
    await create(operation, ['DAuth']);
    await world.client.put(at(operation), ['DirectLogin'], { token: manager.token });
    await world.client.delete(at(operation), { token: manager.token });
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${operation}`, { token: world.admin.token });
    const facts = body.audit_records.map(({ action, before, after }: Record<string, unknown>) => [action, before ?? null, after ?? null]);
    const types = (...allowed: string[]): object => ({ allowed_authentication_types: allowed });
    expect(facts).toEqual([
      ['authentication_type_validation.deleted', types('DirectLogin'), null],
      ['authentication_type_validation.updated', types('DAuth'), types('DirectLogin')],
      ['authentication_type_validation.created', null, types('DAuth')],
    ]);
  });
});
