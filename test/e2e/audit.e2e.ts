import { beforeAll, describe, expect, test } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { shared } from '../support/client.js';
import { databaseKind } from '../support/databases.mjs';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const PATH = '/messaging/v1/audit-records';

describe('the audit trail', () => {
  let world: World;
  let auditor: WorldUser;

  beforeAll(async () => {
    world = await World.create();
    auditor = await world.user('auditor');
    await world.grant(auditor, 'CanGetAuditRecords');
  });

  const recordsOf = async (subjectId: string): Promise<any[]> => {
    const { status, body } = await world.client.get(`${PATH}?subject_id=${subjectId}`, { token: auditor.token });
    expect(status).toBe(200);
    return body.audit_records;
  };

  test('says who granted what to whom, through which application, in which request', async () => {
    const staff = await world.user('staff');
    const bank = await world.bank();
    const { body: granted } = await world.client.post(
      `/obp/v4.0.0/users/${staff.userId}/entitlements`,
      { bank_id: bank, role_name: 'CanCreateCustomerMessage' },
      { token: world.admin.token, headers: { 'X-Request-ID': `audit-${world.run}` } },
    );
    const [record, ...others] = await recordsOf(granted.entitlement_id);
    expect(others).toEqual([]);
    expect(record).toEqual({
      audit_record_id: expect.any(String),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actor_user_id: world.admin.userId,
      actor_consumer_id: expect.stringMatching(/.+/),
      correlation_id: `audit-${world.run}`,
      request_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      action: 'entitlement.granted',
      subject_id: granted.entitlement_id,
      bank_id: bank,
      before: null,
      after: { user_id: staff.userId, role_name: 'CanCreateCustomerMessage', bank_id: bank },
    });
  });

  test('holds what was created, without passwords', async () => {
    const user = await world.user('somebody');
    const bank = await world.bank();
    const customer = await world.customer(bank);
    const actions = [...(await recordsOf(user.userId)), ...(await recordsOf(bank)), ...(await recordsOf(customer))].map(
      ({ action }) => action,
    );
    expect(actions).toEqual(['user.created', 'bank.created', 'customer.created']);
    const { body } = await world.client.get(`${PATH}?limit=1000`, { token: auditor.token });
    expect(JSON.stringify(body)).not.toContain(PASSWORD);
    expect(JSON.stringify(body)).not.toContain('$argon2');
  });

  test('holds nothing of what was refused', async () => {
    const nobody = await world.user('nobody');
    const answer = await world.client.post(
      `/obp/v4.0.0/users/${nobody.userId}/entitlements`,
      { bank_id: '', role_name: 'CanCreateBank' },
      { token: nobody.token },
    );
    expect(answer.status).toBe(403);
    const { body } = await world.client.get(`${PATH}?actor_user_id=${nobody.userId}`, { token: auditor.token });
    expect(body.audit_records.map(({ action }: { action: string }) => action)).toEqual(['session.opened']); // how the user came
  });

  test('is for holders of the role only', async () => {
    const nobody = await world.user('nobody');
    expect((await world.client.get(PATH)).status).toBe(401);
    const refused = await world.client.get(PATH, { token: nobody.token });
    expect([refused.status, refused.body.message]).toEqual([403, 'OBP-20006: User is missing one or more roles: CanGetAuditRecords']);
    expect((await world.client.get(`${PATH}?limit=0`, { token: auditor.token })).body.message).toMatch(/^OBP-10016.* <- OBP-10025/);
  });

  const onPostgres = databaseKind() === 'postgres' ? test : test.skip;

  onPostgres('cannot be changed or emptied, not even by the owner of the database', async () => {
    const postgres = new Postgres({ connectionString: shared().databaseUrl });
    await postgres.connect();
    try {
      for (const statement of [`UPDATE audit_records SET action = 'x.y'`, 'DELETE FROM audit_records', 'TRUNCATE audit_records'])
        await expect(postgres.query(statement)).rejects.toThrow('audit records cannot be changed or removed');
    } finally {
      await postgres.end();
    }
  });
});
