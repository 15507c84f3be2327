import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { newConsumer } from '../support/consumers.js';
import { World, type WorldUser } from '../support/world.js';

describe('scopes', () => {
  let world: World;
  let admin: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let consumerId: string;
  const ROLE = 'CanGetCustomerMessages';
  const path = (version = 'v4.0.0', id = consumerId): string => `/obp/${version}/consumers/${id}/scopes`;
  const token = (): { token: string } => ({ token: admin.token });

  beforeAll(async () => {
    world = await World.create();
    [admin, nobody, bank] = await Promise.all([world.user('scoper'), world.user('nobody'), world.bank()]);
    for (const role of ['CanCreateScopeAtAnyBank', 'CanDeleteScopeAtAnyBank', 'CanGetEntitlementsForAnyUserAtAnyBank'])
      await world.grant(admin, role);
    await world.grantIfMissing(world.admin, 'CanCreateConsumer');
    consumerId = (await newConsumer(world)).consumerId;
  });

  test.each(['v3.0.0', 'v3.1.0', 'v4.0.0', 'v5.1.0'])('%s: added, listed, refused twice, deleted', async (version) => {
    const body = { bank_id: bank, role_name: ROLE };
    const added = await world.client.post(path(version), body, token());
    expect([added.status, Object.entries(added.body)]).toEqual([
      201,
      Object.entries({ scope_id: expect.any(String), role_name: ROLE, bank_id: bank }),
    ]);
    const again = await world.client.post(path(version), body, token());
    expect([again.status, again.body.message]).toEqual([400, 'OBP-30216: Entitlement already exists for the user.']);
    expect((await world.client.get(path(version), token())).body).toEqual({ list: [added.body] });

    const one = `/obp/${version}/consumers/${consumerId}/scope/${added.body.scope_id}`;
    const deleted = await world.client.delete(one, token());
    expect([deleted.status, deleted.body]).toEqual([200, true]);
    expect((await world.client.get(path(version), token())).body).toEqual({ list: [] });
    const gone = await world.client.delete(one, token());
    expect([gone.status, gone.body.message]).toEqual([
      400,
      `OBP-20025: Scope not found. Please specify a valid value for SCOPE_ID. Current Value is ${added.body.scope_id}`,
    ]);
  });

  test('a role of no bank', async () => {
    const { body } = await world.client.post(path(), { bank_id: '', role_name: 'CanGetConsumers' }, token());
    expect(body).toMatchObject({ role_name: 'CanGetConsumers', bank_id: '' });
    await world.client.delete(`/obp/v4.0.0/consumers/${consumerId}/scope/${body.scope_id}`, token());
  });

  test('CanCreateScopeAtOneBank is enough at that bank and nowhere else', async () => {
    const local = await world.user('local');
    await world.grant(local, 'CanCreateScopeAtOneBank', bank);
    const other = await world.bank();
    const add = (version: string, bankId: string): Promise<Answer> =>
      world.client.post(path(version), { bank_id: bankId, role_name: 'CanGetCustomers' }, { token: local.token });
    const added = await add('v4.0.0', bank);
    expect(added.status).toBe(201);
    expect((await add('v3.0.0', bank)).body.message).toMatch(/^OBP-30216/);
    expect((await add('v4.0.0', other)).status).toBe(403);
    expect((await add('v3.0.0', other)).body.message).toBe(
      'OBP-20006: User is missing one or more roles:  CanCreateScopeAtOneBank, CanCreateScopeAtAnyBank!',
    );
    await world.client.delete(`/obp/v4.0.0/consumers/${consumerId}/scope/${added.body.scope_id}`, token());
  });

  test('v4.0.0: role before consumer before body', async () => {
    const missing = 'OBP-20006: User is missing one or more roles: CanCreateScopeAtAnyBank or CanCreateScopeAtOneBank for BankId().';
    const refused = await world.client.post(path('v4.0.0', 'unknown'), { bank_id: bank, role_name: ROLE }, { token: nobody.token });
    expect([refused.status, refused.body.message]).toEqual([403, missing]);
    expect((await world.client.post(path('v4.0.0', 'unknown'), {}, { token: nobody.token })).body.message).toBe(missing);
    expect((await world.client.post(path('v4.0.0', 'unknown'), {}, token())).body.message).toBe(
      'OBP-30019: Consumer not found. Please specify a valid value for CONSUMER_ID. Current ConsumerId is unknown',
    );
    expect((await world.client.post(path(), {}, token())).body.message).toBe(
      'OBP-10001: Incorrect json format. The Json body should be the CreateScopeJson ',
    );
    expect((await world.client.post(path(), { bank_id: 'no bank', role_name: ROLE }, token())).body.message).toMatch(
      /^OBP-10001: .*List\(\(bank_id,no bank\)\)$/,
    );
  });

  test('v3.0.0: consumer before body before role', async () => {
    const as = { token: nobody.token };
    expect((await world.client.post(path('v3.0.0', 'unknown'), {}, as)).body).toEqual({
      code: 400,
      message: 'OBP-20024: Consumer not found. Please specify a valid value for CONSUMER_ID.',
    });
    expect((await world.client.post(path('v3.0.0'), {}, as)).body.message).toMatch(/^OBP-10001: .*CreateScopeJson $/);
    expect((await world.client.post(path('v3.0.0'), { bank_id: bank, role_name: ROLE }, as)).status).toBe(403);
  });

  test.each([
    ['a role that is none', { role_name: 'CanFly' }, 400, /^OBP-10007: Incorrect Role name:CanFly\. Possible roles are /],
    ['a bank role without bank', { bank_id: '' }, 400, /^OBP-30205: /],
    ['a system role at a bank', { role_name: 'CanGetConsumers' }, 400, /^OBP-30206: /],
    ['an unknown bank', { bank_id: 'no.such.bank' }, 400, /^OBP-30001: /],
  ])('%s is refused', async (_what, change, status, message) => {
    for (const version of ['v3.0.0', 'v4.0.0']) {
      const answer = await world.client.post(path(version), { bank_id: bank, role_name: ROLE, ...change }, token());
      expect([answer.status, answer.body.message]).toEqual([status, expect.stringMatching(message)]);
    }
  });

  test('a scope of another consumer is not deleted', async () => {
    const other = (await newConsumer(world)).consumerId;
    const { body } = await world.client.post(path('v4.0.0', other), { bank_id: bank, role_name: ROLE }, token());
    const wrong = await world.client.delete(`/obp/v4.0.0/consumers/${consumerId}/scope/${body.scope_id}`, token());
    expect([wrong.status, wrong.body.message]).toEqual([400, 'OBP-20026: CONSUMER_ID does not have the SCOPE_ID ']);
    expect((await world.client.get(path('v4.0.0', other), token())).body.list).toHaveLength(1);
  });

  test('listing and deleting take a role and a consumer', async () => {
    expect((await world.client.get(path(), { token: nobody.token })).body.message).toBe(
      'OBP-20006: User is missing one or more roles: CanGetEntitlementsForAnyUserAtAnyBank',
    );
    expect((await world.client.get(path('v4.0.0', 'unknown'), token())).status).toBe(404);
    const one = `/obp/v4.0.0/consumers/unknown/scope/unknown`;
    expect((await world.client.delete(one, { token: nobody.token })).body.message).toBe(
      'OBP-20006: User is missing one or more roles: CanDeleteScopeAtAnyBank',
    );
    expect((await world.client.delete(one, token())).status).toBe(404);
    expect((await world.client.delete(`/obp/v4.0.0/consumers/${consumerId}/scope/%00`, token())).status).toBe(404);
    for (const [method, at] of [
      ['GET', path()],
      ['DELETE', one],
      ['POST', path()],
      ['POST', path('v3.0.0')],
    ] as const)
      expect((await world.client.send(method, at, method === 'POST' ? { body: {} } : {})).status).toBe(401);
  });
});
