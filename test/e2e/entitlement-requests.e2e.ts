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

  describe('with reasons and history', () => {
    const MINE = '/messaging/v1/me/entitlement-requests';
    const ALL = '/messaging/v1/entitlement-requests';
    let decider: WorldUser;
    const because = (reason: unknown, as: WorldUser, role_name = 'CanGetCustomer'): Promise<Answer> =>
      world.client.post(MINE, { role_name, bank_id: bank, reason }, as);
    const decide = (id: string, body: object, as: { token?: string } = decider): Promise<Answer> =>
      world.client.put(`${ALL}/${id}/decision`, body, as);
    const holds = async (user: WorldUser): Promise<boolean> =>
      (await get('/obp/v4.0.0/my/entitlements', user)).body.list.some(({ role_name: name }: any) => name === 'CanGetCustomer');

    beforeAll(async () => {
      decider = await world.user('decider');
      for (const role of ['CanGetEntitlementRequestsAtAnyBank', 'CanDeleteEntitlementRequestsAtAnyBank']) await world.grant(decider, role);
      await world.grant(decider, 'CanCreateEntitlementAtOneBank', bank);
    });

    test('a request says why, is refused with a reason, made again and granted, and all of it can be read', async () => {
      const asker = await world.user('explains');
      const asked = await because('Ich brauche es: <b>jetzt</b> 😀', asker);
      expect([asked.status, asked.body]).toEqual([
        201,
        {
          entitlement_request_id: expect.any(String),
          user_id: asker.userId,
          username: asker.username,
          role_name: 'CanGetCustomer',
          bank_id: bank,
          reason: 'Ich brauche es: <b>jetzt</b> 😀',
          requested_at: expect.stringMatching(/Z$/),
          is_held: false,
          decision: null,
        },
      ]);
      expect((await get(MINE, asker)).body).toEqual({ entitlement_requests: [asked.body] });
      expect((await get(ALL, decider)).body.entitlement_requests).toContainEqual(asked.body);
      // What OBP's clients read is as it was.
      const { body: obp } = await get('/obp/v3.0.0/my/entitlement-requests', asker);
      expect(Object.keys(obp.entitlement_requests[0])).toEqual(['entitlement_request_id', 'user', 'role_name', 'bank_id', 'created']);
      expect(told(await because('', asker))[1]).toMatch(/^OBP-30214/);

      const id = asked.body.entitlement_request_id;
      const refused = await decide(id, { decision: 'refused', reason: 'Ask your branch.' });
      const decision = {
        decision: 'refused',
        reason: 'Ask your branch.',
        decided_by_user_id: decider.userId,
        decided_by_username: decider.username,
        decided_at: expect.stringMatching(/Z$/),
      };
      expect([refused.status, refused.body]).toEqual([200, decision]);
      expect((await get(`${MINE}?decided=true`, asker)).body).toEqual({ entitlement_requests: [{ ...asked.body, decision }] });
      expect([(await get(MINE, asker)).body, await holds(asker)]).toEqual([{ entitlement_requests: [] }, false]);
      expect(told(await decide(id, { decision: 'granted' }))).toEqual([404, expect.stringMatching(/^OBP-98055/)]);

      const again = (await because(undefined, asker)).body.entitlement_request_id;
      expect((await decide(again, { decision: 'granted', reason: null })).body).toMatchObject({ decision: 'granted', reason: '' });
      expect(await holds(asker)).toBe(true);
      const { body: history } = await get(`${ALL}?decided=true&limit=500`, decider);
      const own = history.entitlement_requests.filter(({ user_id: userId }: any) => userId === asker.userId);
      expect(own.map(({ decision: { decision: what }, is_held: held }: any) => [what, held])).toEqual([
        ['granted', true],
        ['refused', true],
      ]);
      const next = await get(`${MINE}?decided=true&limit=1`, asker);
      expect(next.headers.link).toContain('cursor=');
      const cursor = /cursor=([^&>]+)/.exec(String(next.headers.link))?.[1] ?? '';
      expect((await get(`${MINE}?decided=true&limit=1&cursor=${cursor}`, asker)).body.entitlement_requests).toEqual([own[1]]);
      expect((await get(`${MINE}?cursor=%00&decided=x`, asker)).body).toEqual({ entitlement_requests: [] });

      const { body: audit } = await get(`/messaging/v1/audit-records?subject_id=${id}`);
      expect(audit.audit_records.map(({ action }: any) => action)).toEqual(['entitlement_request.refused', 'entitlement_request.created']);
      expect(JSON.stringify(audit)).not.toMatch(/jetzt|branch/);
    });

    test("what OBP's own operations remove is kept too: granted for who held the role by then", async () => {
      const asker = await world.user('old.way');
      const requests = await Promise.all(
        ['CanGetCustomer', 'CanGetCustomers'].map((role) => ask({ bank_id: bank, role_name: role }, asker)),
      );
      await world.grant(asker, 'CanGetCustomer', bank);
      for (const { body } of requests)
        await world.client.delete(`/obp/v4.0.0/entitlement-requests/${body.entitlement_request_id}`, world.admin);
      const { body } = await get(`${MINE}?decided=true`, asker);
      expect(body.entitlement_requests.map((one: any) => [one.role_name, one.decision.decision, one.decision.decided_by_user_id])).toEqual([
        ['CanGetCustomers', 'refused', world.admin.userId],
        ['CanGetCustomer', 'granted', world.admin.userId],
      ]);
    });

    test('of two who decide at once one does, and a role that is held already is no obstacle', async () => {
      const asker = await world.user('twice');
      const id = (await because('', asker)).body.entitlement_request_id;
      await world.grant(asker, 'CanGetCustomer', bank);
      const answers = await Promise.all([1, 2, 3].map(() => decide(id, { decision: 'granted' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    });

    test('who may not grant may refuse, and who may neither does neither', async () => {
      const [asker, refuser] = await Promise.all([world.user('asks'), world.user('refuser')]);
      await world.grant(refuser, 'CanDeleteEntitlementRequestsAtAnyBank');
      const id = (await because('please', asker)).body.entitlement_request_id;
      expect(told(await decide(id, { decision: 'granted' }, asker))).toEqual(missing('CanDeleteEntitlementRequestsAtAnyBank'));
      expect(told(await decide(id, { decision: 'granted' }, {}))).toEqual(ANONYMOUS);
      expect(told(await decide(id, { decision: 'granted' }, refuser))).toEqual([403, expect.stringMatching(/^OBP-20050/)]);
      expect(await holds(asker)).toBe(false);
      expect(told(await get(ALL, asker))).toEqual(missing('CanGetEntitlementRequestsAtAnyBank'));
      expect(told(await decide('no-such-request', { decision: 'refused' }))[0]).toBe(404);
      // The decider may grant at this bank alone.
      const { body: system } = await world.client.post(MINE, { role_name: 'CanGetAnyUser' }, asker);
      expect(told(await decide(system.entitlement_request_id, { decision: 'granted' }))).toEqual([
        403,
        expect.stringMatching(/^OBP-20050/),
      ]);
      expect((await decide(id, { decision: 'refused' }, refuser)).status).toBe(200);
    });

    test.each([
      [{ reason: 'x'.repeat(501) }, 'reason must have at most 500 characters'],
      [{ reason: '\0' }, 'reason holds a NUL character'],
      [{ reason: ['x'] }, 'reason must be text'],
    ])('a reason that is none is refused: %#', async (more, problem) => {
      const asker = await world.user('wordy');
      expect(told(await world.client.post(MINE, { role_name: 'CanGetCustomer', bank_id: bank, ...more }, asker))).toEqual([
        400,
        expect.stringContaining(problem),
      ]);
      expect((await because('x'.repeat(500), asker)).status).toBe(201);
      expect(told(await decide('any', { decision: 'refused', ...more }))).toEqual([400, expect.stringContaining(problem)]);
      expect(told(await decide('any', { decision: 'perhaps' }))).toEqual([
        400,
        expect.stringContaining('decision must be granted or refused'),
      ]);
    });
  });
});
