import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

const told = ({ status, body }: Answer): [number, unknown] => [status, body?.message];
const missing = (roles: string): [number, string] => [403, `OBP-20006: User is missing one or more roles: ${roles}`];
const ANONYMOUS = [401, 'OBP-20001: User not logged in. Authentication is required!'];
const SUPER_ADMIN = { entitlement_id: '', role_name: 'SuperAdmin', bank_id: '' };

describe('entitlements', () => {
  let world: World;
  let bank: string;
  let otherBank: string;
  let nobody: WorldUser;
  let holder: WorldUser;
  let auditor: WorldUser;
  /** Newest first. */
  let held: { entitlement_id: string; role_name: string; bank_id: string }[];

  const get = (path: string, call: { token?: string } = auditor): Promise<Answer> => world.client.get(path, call);
  const grant = (to: WorldUser, body: object, as: { token?: string } = world.admin): Promise<Answer> =>
    world.client.post(`/obp/v4.0.0/users/${to.userId}/entitlements`, body, as);

  beforeAll(async () => {
    world = await World.create();
    [bank, otherBank] = [await world.bank(), await world.bank()];
    [nobody, holder, auditor] = [await world.user('nobody'), await world.user('holder'), await world.user('auditor')];
    await world.grant(auditor, 'CanGetEntitlementsForAnyUserAtAnyBank');
    await world.grant(auditor, 'CanGetAuditRecords');
    const granted = [
      ['CanGetCustomer', bank],
      ['CanCreateCustomer', otherBank],
      ['CanReadGlossary', ''],
    ] as const;
    held = [];
    for (const [role, at] of granted) held.unshift({ entitlement_id: await world.grant(holder, role, at), role_name: role, bank_id: at });
  });

  describe('granting', () => {
    test('answers with the entitlement, and is written down', async () => {
      const user = await world.user('granted');
      const { status, body } = await grant(user, { bank_id: bank, role_name: 'CanGetCustomer' });
      expect([status, body]).toEqual([201, { entitlement_id: expect.any(String), role_name: 'CanGetCustomer', bank_id: bank }]);
      const { body: audit } = await get(`/messaging/v1/audit-records?subject_id=${body.entitlement_id}`);
      expect(audit.audit_records).toEqual([
        expect.objectContaining({
          action: 'entitlement.granted',
          actor_user_id: world.admin.userId,
          bank_id: bank,
          before: null,
          after: { user_id: user.userId, role_name: 'CanGetCustomer', bank_id: bank },
        }),
      ]);
    });

    test('is refused in the order of the contract', async () => {
      const nowhere = 'no.such.bank';
      const unknown = { ...nobody, userId: 'no-such-user' };
      expect(told(await grant(unknown, {}, {}))).toEqual(ANONYMOUS);
      expect(told(await grant(unknown, {}, nobody))).toEqual([
        404,
        'OBP-20005: User not found. Please specify a valid value for USER_ID. Current USER_ID(no-such-user)',
      ]);
      expect(told(await grant(nobody, { role: 'x' }, nobody))).toEqual([
        400,
        'OBP-10001: Incorrect json format. The Json body should be the CreateEntitlementJSON ',
      ]);
      expect(told(await grant(nobody, { bank_id: nowhere, role_name: 'CanFly' }, nobody))).toEqual([
        400,
        expect.stringMatching(
          /^OBP-10007: Incorrect Role name:CanFly\. Possible roles are CanAddKycCheck, .*, CanUseCustomerFirehoseAtAnyBank$/,
        ),
      ]);
      expect(told(await grant(nobody, { bank_id: '', role_name: 'CanGetCustomer' }, nobody))).toEqual([
        400,
        'OBP-30205: This entitlement is a Bank Role. Please set bank_id to a valid bank id.',
      ]);
      expect(told(await grant(nobody, { bank_id: nowhere, role_name: 'CanGetAnyUser' }, nobody))).toEqual([
        400,
        'OBP-30206: This entitlement is a System Role. Please set bank_id to empty string.',
      ]);
      expect(told(await grant(nobody, { bank_id: nowhere, role_name: 'CanGetCustomer' }, nobody))).toEqual([
        403,
        `OBP-20050: Current User is not a Super Admin! orOBP-20006: User is missing one or more roles: CanCreateEntitlementAtOneBank ` +
          `BankId(${nowhere}). orOBP-20006: User is missing one or more roles: CanCreateEntitlementAtAnyBank`,
      ]);
      expect(told(await grant(nobody, { bank_id: nowhere, role_name: 'CanGetCustomer' }))).toEqual([
        400,
        'OBP-30001: Bank not found. Please specify a valid value for BANK_ID.',
      ]);
      expect(told(await grant(holder, { bank_id: bank, role_name: 'CanGetCustomer' }))).toEqual([
        400,
        'OBP-30216: Entitlement already exists for the user.',
      ]);
    });

    test('the same role twice at once is granted once', async () => {
      const user = await world.user('twice');
      const answers = await Promise.all([1, 2, 3].map(() => grant(user, { bank_id: '', role_name: 'CanReadGlossary' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    });
  });

  describe('listing', () => {
    test('of a user, in every version', async () => {
      for (const version of ['2.0.0', '3.1.0', '4.0.0', '5.1.0'])
        expect((await get(`/obp/v${version}/users/${holder.userId}/entitlements`)).body).toEqual({ list: held });
      expect((await get('/obp/v4.0.0/users/no-such-user/entitlements')).body).toEqual({ list: [] });
    });

    test('of a super admin, with a mark', async () => {
      for (const version of ['2.0.0', '4.0.0']) {
        const { body } = await get(`/obp/v${version}/users/${world.admin.userId}/entitlements`);
        expect(body.list.filter(({ role_name: name }: { role_name: string }) => name === 'SuperAdmin')).toEqual([SUPER_ADMIN]);
      }
    });

    test('of a user at a bank', async () => {
      const path = `/obp/v2.1.0/banks/${bank}/users/${holder.userId}/entitlements`;
      expect((await get(path)).body).toEqual({ list: [held[2]] });
      const atOneBank = await world.user('bankauditor');
      await world.grant(atOneBank, 'CanGetEntitlementsForAnyUserAtOneBank', bank);
      expect((await get(path, atOneBank)).body).toEqual({ list: [held[2]] });
      expect((await get(path.replace(bank, otherBank), atOneBank)).status).toBe(403);
      expect((await get(`/obp/v5.1.0/banks/${bank}/users/${nobody.userId}/entitlements`)).body).toEqual({ list: [] });
    });

    test('of a bank', async () => {
      const reader = await world.user('bankreader');
      const path = `/obp/v4.0.0/banks/${otherBank}/entitlements`;
      expect(told(await get(path, reader))).toEqual(
        missing(`CanGetEntitlementsForOneBank or CanGetEntitlementsForAnyBank for BankId(${otherBank}).`),
      );
      await world.grant(reader, 'CanGetEntitlementsForOneBank', otherBank);
      const { body } = await get(path, reader);
      expect(JSON.stringify(body.list.find((one: { user_id: string }) => one.user_id === holder.userId))).toBe(
        JSON.stringify({ ...held[1], user_id: holder.userId }),
      );
      expect(body.list.every((one: { bank_id: string }) => one.bank_id === otherBank)).toBe(true);
      expect((await get(path.replace(otherBank, bank), reader)).status).toBe(403);
      await world.grant(reader, 'CanGetEntitlementsForAnyBank');
      expect((await get('/obp/v4.0.0/banks/no.such.bank/entitlements', reader)).body).toEqual({ list: [] });
    });

    test('of everybody, in v3.1.0 with who holds what and by role', async () => {
      const { body: plain } = await get('/obp/v2.0.0/entitlements');
      expect(plain.list).toEqual(expect.arrayContaining(held));
      const { body: named } = await get('/obp/v3.1.0/entitlements?role=CanReadGlossary');
      const mine = named.list.filter((one: { user_id: string }) => one.user_id === holder.userId);
      expect(JSON.stringify(mine)).toBe(JSON.stringify([{ ...held[0], user_id: holder.userId, username: holder.username }]));
      expect(named.list.every((one: { role_name: string }) => one.role_name === 'CanReadGlossary')).toBe(true);
      expect((await get('/obp/v4.0.0/entitlements?role=%00')).body).toEqual({ list: [] });
    });

    test('of the caller', async () => {
      expect((await get('/obp/v3.0.0/my/entitlements', holder)).body).toEqual({ list: held });
      expect((await get('/obp/v5.1.0/my/entitlements', nobody)).body).toEqual({ list: [] });
    });

    test('the banks where the caller may read dynamic documentation', async () => {
      const reader = await world.user('spaces');
      await world.grant(reader, 'CanReadDynamicResourceDocsAtOneBank', bank);
      await world.grant(reader, 'CanGetCustomer', otherBank);
      expect((await get('/obp/v4.0.0/my/spaces', reader)).body).toEqual({ bank_ids: [bank] });
      expect((await get('/obp/v4.0.0/my/spaces', nobody)).body).toEqual({ bank_ids: [] });
      expect(told(await get('/obp/v4.0.0/my/spaces', {}))).toEqual(ANONYMOUS);
    });

    test.each([
      ['v2.0.0/users/X/entitlements', 'CanGetEntitlementsForAnyUserAtAnyBank'],
      ['v4.0.0/users/X/entitlements', 'CanGetEntitlementsForAnyUserAtAnyBank'],
      ['v2.0.0/entitlements', 'CanGetEntitlementsForAnyUserAtAnyBank'],
      ['v3.1.0/entitlements', 'CanGetEntitlementsForAnyUserAtAnyBank'],
      ['v4.0.0/banks/X/entitlements', 'CanGetEntitlementsForOneBank or CanGetEntitlementsForAnyBank for BankId(X).'],
      ['v3.0.0/my/entitlements', undefined],
      ['v2.1.0/roles', undefined],
    ])('/obp/%s refuses anonymous callers and others', async (path, roles) => {
      expect(told(await get(`/obp/${path}`, {}))).toEqual(ANONYMOUS);
      if (roles !== undefined) expect(told(await get(`/obp/${path}`, nobody))).toEqual(missing(roles));
    });

    test('of a user at a bank, the bank and the user are looked for before the role', async () => {
      const path = (bankId: string, userId: string): string => `/obp/v2.1.0/banks/${bankId}/users/${userId}/entitlements`;
      expect(told(await get(path('X', 'Y'), {}))).toEqual(ANONYMOUS);
      expect(told(await get(path('X', 'Y'), nobody))).toEqual([
        404,
        'OBP-30001: Bank not found. Please specify a valid value for BANK_ID. Current BankId is X',
      ]);
      expect(told(await get(path(bank, 'Y'), nobody))).toEqual([
        404,
        'OBP-20005: User not found. Please specify a valid value for USER_ID. Current USER_ID(Y)',
      ]);
      expect(told(await get(path(bank, holder.userId), nobody))).toEqual(
        missing('CanGetEntitlementsForAnyUserAtOneBank or CanGetEntitlementsForAnyUserAtAnyBank'),
      );
    });
  });

  describe('revoking', () => {
    const revoke = (user: { userId: string }, id: string, as: { token?: string } = world.admin): Promise<Answer> =>
      world.client.delete(`/obp/v4.0.0/users/${user.userId}/entitlement/${id}`, as);

    beforeAll(() => world.grantIfMissing(world.admin, 'CanDeleteEntitlementAtAnyBank'));

    test('takes effect on the very next call, and is written down', async () => {
      const user = await world.user('revoked');
      const id = await world.grant(user, 'CanGetAnyUser');
      for (let call = 0; call < 3; call++) expect((await get('/obp/v4.0.0/users?limit=1', user)).status).toBe(200);
      const { status, body } = await revoke(user, id);
      expect([status, body]).toEqual([204, undefined]);
      expect(told(await get('/obp/v4.0.0/users?limit=1', user))).toEqual(missing('CanGetAnyUser'));
      expect((await get('/obp/v4.0.0/my/entitlements', user)).body).toEqual({ list: [] });

      const { body: audit } = await get(`/messaging/v1/audit-records?subject_id=${id}&action=entitlement.revoked`);
      expect(audit.audit_records).toEqual([
        expect.objectContaining({
          actor_user_id: world.admin.userId,
          before: { user_id: user.userId, role_name: 'CanGetAnyUser', bank_id: '' },
          after: null,
        }),
      ]);
      await world.grant(user, 'CanGetAnyUser');
      expect((await get('/obp/v4.0.0/users?limit=1', user)).status).toBe(200);
    });

    test('is refused in the order of the contract', async () => {
      expect(told(await revoke(nobody, 'X', {}))).toEqual(ANONYMOUS);
      expect(told(await revoke(nobody, 'X', nobody))).toEqual(missing('CanDeleteEntitlementAtAnyBank'));
      expect(told(await revoke({ userId: 'X' }, 'X'))).toEqual([404, 'OBP-30212: EntitlementId not found']);
      const id = held[0]?.entitlement_id as string;
      for (const other of [nobody, { userId: 'X' }])
        expect(told(await revoke(other, id))).toEqual([400, 'OBP-30213: USER_ID does not have the ENTITLEMENT_ID.']);
      expect((await get('/obp/v4.0.0/my/entitlements', holder)).body).toEqual({ list: held });
    });

    test('several times at once succeeds once', async () => {
      const user = await world.user('race');
      const id = await world.grant(user, 'CanReadGlossary');
      const answers = await Promise.all([1, 2, 3, 4].map(() => revoke(user, id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404]);
      for (const { status, body } of answers)
        if (status === 404)
          expect(body.message).toMatch(/^OBP-30212: EntitlementId not found$|^OBP-30219: EntitlementId cannot be deleted\.$/);
    });
  });
});
