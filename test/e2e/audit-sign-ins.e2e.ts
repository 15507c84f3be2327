import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange, sandboxOf, shared } from '../support/client.js';
import { OAuth1Client } from '../support/oauth1.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const PATH = '/messaging/v1/audit-records';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the audit trail of signing in and out', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create();
    await world.grantIfMissing(world.admin, 'CanGetAuditRecords');
  });

  const recordsOf = async (query: string): Promise<any[]> =>
    (await world.client.get(`${PATH}?${query}`, { token: world.admin.token })).body.audit_records;
  const logIn = ({ username }: Pick<WorldUser, 'username'>, password = PASSWORD, id?: string): Promise<Answer> =>
    world.client.send('POST', '/my/logins/direct', {
      headers: {
        DirectLogin: `username=${username},password=${password},consumer_key=${world.consumerKey}`,
        ...(id === undefined ? {} : { 'X-Request-ID': id }),
      },
    });

  test('names each request by an id of its own, also where its caller repeats the correlation id', async () => {
    const user = await world.user('repeating');
    const id = `repeated-${world.run}`;
    await logIn(user, PASSWORD, id);
    await logIn(user, PASSWORD, id);
    const [second, first, before] = await recordsOf(`actor_user_id=${user.userId}`);
    expect([first.correlation_id, second.correlation_id]).toEqual([id, id]);
    for (const { request_id: own } of [first, second, before]) expect(own).toMatch(UUID);
    expect(new Set([first.request_id, second.request_id, before.request_id]).size).toBe(3);
    expect(before.request_id).toBe(before.correlation_id); // nobody has chosen another
  });

  test('holds a sign-in by DirectLogin, and its end by the user', async () => {
    const user = await world.user('coming');
    const [opened, ...others] = await recordsOf(`actor_user_id=${user.userId}`);
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      action: 'session.opened',
      subject_id: expect.stringMatching(UUID),
      actor_consumer_id: expect.stringMatching(/.+/),
      before: null,
      after: { user_id: user.userId, authentication_type: 'DirectLogin', address: '127.0.0.1' },
    });
    expect((await world.client.delete('/messaging/v1/me/sessions/current', { token: user.token })).status).toBe(204);
    const [closed] = await recordsOf(`subject_id=${opened.subject_id}`);
    expect(closed).toMatchObject({ action: 'session.closed', actor_user_id: user.userId, after: { user_id: user.userId } });
  });

  test('holds a sign-in by OAuth 1.0a, with who agreed and through which application', async () => {
    const user = await world.user('agreeing');
    const { consumer_key: key, consumer_secret: secret } = sandboxOf(shared().dataDir);
    await new OAuth1Client(world.client.base, { key, secret }).accessToken(user.username, PASSWORD);
    const [byOAuth, byLogin] = await recordsOf(`actor_user_id=${user.userId}&action=session.opened`);
    expect(byOAuth).toMatchObject({
      actor_consumer_id: byLogin.actor_consumer_id,
      after: { user_id: user.userId, authentication_type: 'OAuth1.0a', address: '127.0.0.1' },
    });
  });

  test('holds a lock by bad logins once, and none of a name that nobody has', async () => {
    const user = await world.user('locked.out');
    for (let attempt = 0; attempt < 8; attempt++) expect((await logIn(user, 'Wrong-Pass-2026!')).status).toBe(401);
    const locks = await recordsOf(`subject_id=${user.userId}&action=user.locked`);
    expect(locks).toHaveLength(1);
    expect(locks[0]).toMatchObject({
      actor_user_id: '',
      request_id: expect.stringMatching(UUID),
      after: { by: 'bad logins', address: '127.0.0.1', bad_attempts: 6, locked_until: expect.stringMatching(/Z$|\+/) },
    });
    const nobody = `nobody.${world.run}`;
    for (let attempt = 0; attempt < 7; attempt++) await logIn({ username: nobody }, 'Wrong-Pass-2026!');
    expect(JSON.stringify(await recordsOf('action=user.locked&limit=1000'))).not.toContain(nobody);
  });

  test('holds who read it, what was asked for and how much was found', async () => {
    const auditor = await world.user('auditor');
    await world.grant(auditor, 'CanGetAuditRecords');
    const { token } = auditor;
    expect((await world.client.get(`${PATH}?subject_id=${auditor.userId}`, { token })).body.audit_records).toHaveLength(1);
    expect((await world.client.get('/messaging/v1/refused-calls?address=192.0.2.200', { token })).body.refused_calls).toEqual([]);
    const [refusals, records] = await recordsOf(`actor_user_id=${auditor.userId}`);
    expect(records).toMatchObject({ action: 'audit_records.exported', after: { subjectId: auditor.userId, rows: 1 } });
    expect(refusals).toMatchObject({ action: 'refused_calls.exported', after: { address: '192.0.2.200', rows: 0 } });
  });

  test('holds nothing where the reader was refused', async () => {
    const nobody = await world.user('curious');
    expect((await exchange(world.client.base, 'GET', PATH, { DirectLogin: `token=${nobody.token}` })).status).toBe(403);
    const actions = (await recordsOf(`actor_user_id=${nobody.userId}`)).map(({ action }) => action as string);
    expect(actions).toEqual(['session.opened']);
  });
});
