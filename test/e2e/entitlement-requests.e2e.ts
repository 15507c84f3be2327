import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

const told = ({ status, body }: Answer): [number, unknown] => [status, body?.message];
const missing = (role: string): [number, string] => [403, `OBP-20006: User is missing one or more roles: ${role}`];
const ANONYMOUS = [401, 'OBP-20001: User not logged in. Authentication is required!'];
const DATE = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

describe('entitlement requests', () => {
  let world: World;
  let bank: string;
  let nobody: WorldUser;
  let reader: WorldUser;

  const get = (path: string, call: { token?: string } = reader): Promise<Answer> => world.client.get(path, call);
  const ask = (body: object, as: { token?: string }, version = '4.0.0'): Promise<Answer> =>
    world.client.post(`/obp/v${version}/entitlement-requests`, body, as);

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    [nobody, reader] = [await world.user('nobody'), await world.user('reader')];
    for (const role of ['CanGetEntitlementRequestsAtAnyBank', 'CanGetAuditRecords']) await world.grant(reader, role);
    await world.grantIfMissing(world.admin, 'CanDeleteEntitlementRequestsAtAnyBank');
  });

  test('are made, read by their maker and by others who may, and removed', async () => {
    const asker = await world.user('asker');
    const entitlementId = await world.grant(asker, 'CanGetCustomer', bank);
    const user = {
      user_id: asker.userId,
      email: `${asker.username}@example.com`,
      provider_id: asker.username,
      provider: 'customer-messages',
      username: asker.username,
      entitlements: { list: [{ entitlement_id: entitlementId, role_name: 'CanGetCustomer', bank_id: bank }] },
    };
    const first = await ask({ bank_id: bank, role_name: 'CanCreateCustomerMessage' }, asker, '3.0.0');
    expect([first.status, first.body]).toEqual([
      201,
      { entitlement_request_id: expect.any(String), user, role_name: 'CanCreateCustomerMessage', bank_id: bank, created: DATE },
    ]);
    expect(Object.keys(first.body)).toEqual(['entitlement_request_id', 'user', 'role_name', 'bank_id', 'created']);
    const second = await ask({ bank_id: '', role_name: 'CanGetAnyUser' }, asker, '5.1.0');
    expect(second.status).toBe(201);

    const both = { entitlement_requests: [second.body, first.body] };
    expect((await get('/obp/v3.0.0/my/entitlement-requests', asker)).body).toEqual(both);
    expect((await get(`/obp/v4.0.0/users/${asker.userId}/entitlement-requests`)).body).toEqual(both);
    const { body: all } = await get('/obp/v4.0.0/entitlement-requests');
    expect(all.entitlement_requests).toEqual(expect.arrayContaining(both.entitlement_requests));
    expect((await get('/obp/v4.0.0/my/entitlement-requests', nobody)).body).toEqual({ entitlement_requests: [] });
    expect((await get('/obp/v4.0.0/users/no-such-user/entitlement-requests')).body).toEqual({ entitlement_requests: [] });

    await world.grant(asker, 'CanGetAnyUser');
    expect((await get('/obp/v4.0.0/my/entitlement-requests', asker)).body.entitlement_requests).toHaveLength(2);

    const id = first.body.entitlement_request_id;
    const { status, body } = await world.client.delete(`/obp/v4.0.0/entitlement-requests/${id}`, world.admin);
    expect([status, body]).toEqual([200, true]);
    expect((await get('/obp/v4.0.0/my/entitlement-requests', asker)).body.entitlement_requests).toHaveLength(1);

    const facts = { user_id: asker.userId, role_name: 'CanCreateCustomerMessage', bank_id: bank };
    const { body: audit } = await get(`/messaging/v1/audit-records?subject_id=${id}`);
    expect(audit.audit_records).toEqual([
      expect.objectContaining({ action: 'entitlement_request.deleted', actor_user_id: world.admin.userId, before: facts, after: null }),
      expect.objectContaining({ action: 'entitlement_request.created', actor_user_id: asker.userId, before: null, after: facts }),
    ]);
  });

  test('asking gives nothing', async () => {
    const asker = await world.user('hopeful');
    expect((await ask({ bank_id: '', role_name: 'CanCreateEntitlementAtAnyBank' }, asker)).status).toBe(201);
    expect((await get('/obp/v4.0.0/my/entitlements', asker)).body).toEqual({ list: [] });
  });

  test('asking is refused in the order of the contract', async () => {
    const unknownBank = { bank_id: 'no.such.bank', role_name: 'CanFly' };
    expect(told(await ask({}, {}))).toEqual(ANONYMOUS);
    expect(told(await ask({ role_name: 'CanGetCustomer' }, nobody))).toEqual([
      400,
      'OBP-10001: Incorrect json format. The Json body should be the CreateEntitlementRequestJSON ',
    ]);
    expect(told(await ask(unknownBank, nobody))).toEqual([
      404,
      'OBP-30001: Bank not found. Please specify a valid value for BANK_ID. Current BankId is no.such.bank',
    ]);
    expect(told(await ask({ ...unknownBank, bank_id: bank }, nobody))).toEqual([
      400,
      expect.stringMatching(/^OBP-10007: Incorrect Role name:CanFly\. Possible roles are /),
    ]);
    expect(told(await ask({ bank_id: '', role_name: 'CanGetCustomer' }, nobody))).toEqual([
      400,
      'OBP-30205: This entitlement is a Bank Role. Please set bank_id to a valid bank id.',
    ]);
    expect(told(await ask({ bank_id: bank, role_name: 'CanGetAnyUser' }, nobody))).toEqual([
      400,
      'OBP-30206: This entitlement is a System Role. Please set bank_id to empty string.',
    ]);
    const asker = await world.user('again');
    const answers = await Promise.all([1, 2, 3].map(() => ask({ bank_id: bank, role_name: 'CanGetCustomer' }, asker)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect(told(await ask({ bank_id: bank, role_name: 'CanGetCustomer' }, asker))).toEqual([
      400,
      'OBP-30214: Entitlement Request already exists for the user.',
    ]);
  });

  test('reading and removing are refused without the role', async () => {
    for (const path of ['/obp/v4.0.0/entitlement-requests', '/obp/v4.0.0/users/X/entitlement-requests']) {
      expect(told(await get(path, {}))).toEqual(ANONYMOUS);
      expect(told(await get(path, nobody))).toEqual(missing('CanGetEntitlementRequestsAtAnyBank'));
    }
    expect(told(await get('/obp/v4.0.0/my/entitlement-requests', {}))).toEqual(ANONYMOUS);
    const path = '/obp/v4.0.0/entitlement-requests/no-such-request';
    expect(told(await world.client.delete(path))).toEqual(ANONYMOUS);
    expect(told(await world.client.delete(path, nobody))).toEqual(missing('CanDeleteEntitlementRequestsAtAnyBank'));
    expect(told(await world.client.delete(path, world.admin))).toEqual([
      400,
      'OBP-50200: Connector cannot return the data we requested. <- OBP-30215: EntitlementRequestId not found',
    ]);
  });
});
