import { beforeAll, describe, expect, test } from '@jest/globals';
import { newConsumer } from '../support/consumers.js';
import { PASSWORD, World, type WorldUser } from '../support/world.js';

const MINE = '/messaging/v1/me/sessions';
const APPLICATIONS = '/messaging/v1/me/applications';

describe('sessions', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
    for (const role of ['CanCreateConsumer', 'CanGetAuditRecords', 'CanRevokeSessionsOfAnyUser', 'CanRevokeSessionsOfAnyConsumer'])
      await world.grantIfMissing(world.admin, role);
  });

  const signIn = ({ username }: WorldUser, key = world.consumerKey): Promise<string> => world.client.login(username, PASSWORD, key);
  const statusOf = async (token: string): Promise<number> => (await world.client.get(MINE, { token })).status;
  const sessionsOf = async (token: string): Promise<any[]> => (await world.client.get(MINE, { token })).body.sessions;
  const remove = async (path: string, token: string): Promise<number> => (await world.client.delete(path, { token })).status;
  const actionsOn = async (subjectId: string): Promise<string[]> => {
    const { body } = await world.client.get(`/messaging/v1/audit-records?subject_id=${subjectId}`, { token: world.admin.token });
    return body.audit_records.map(({ action }: { action: string }) => action);
  };

  test('are listed newest first, in pages, with the current one marked', async () => {
    const user = await world.user('lister');
    const second = await signIn(user);
    const all = await sessionsOf(user.token);
    expect(all.map((session) => session.is_current)).toEqual([false, true]);
    expect((await sessionsOf(second)).map((session) => session.is_current)).toEqual([true, false]);
    expect(all[0]).toMatchObject({ authentication_type: 'DirectLogin', consumer_id: expect.any(String), app_name: expect.any(String) });
    const page = await world.client.get(`${MINE}?limit=1`, { token: user.token });
    expect(page.body.sessions).toEqual([all[0]]);
    expect(page.headers.link).toMatch(/offset=1.*rel="next"/);
  });

  test('one is revoked by its user only, once, and no other with it', async () => {
    const user = await world.user('owner');
    const other = await signIn(user);
    const stranger = await world.user('stranger');
    const id = (await sessionsOf(other))[0].session_id as string;
    const refused = await world.client.delete(`${MINE}/${id}`, { token: stranger.token });
    expect([refused.status, refused.body.message]).toEqual([404, 'OBP-98140: You have no such session.']);
    expect(await remove(`${MINE}/no-uuid`, user.token)).toBe(404);
    expect(await statusOf(other)).toBe(200);
    expect(await remove(`${MINE}/${id}`, user.token)).toBe(204);
    expect(await remove(`${MINE}/${id}`, user.token)).toBe(404);
    expect([await statusOf(other), await statusOf(user.token), await statusOf(stranger.token)]).toEqual([401, 200, 200]);
    expect(await actionsOn(id)).toEqual(['session.revoked', 'session.opened']);
  });

  test('sign-out ends the own, and revoking the others all but the own', async () => {
    const user = await world.user('leaver');
    const [second, third] = [await signIn(user), await signIn(user)];
    expect(await remove(`${MINE}/current`, third)).toBe(204);
    expect([await statusOf(third), await statusOf(second)]).toEqual([401, 200]);
    expect(await remove(MINE, second)).toBe(204);
    expect([await statusOf(user.token), await statusOf(second)]).toEqual([401, 200]);
    expect(await remove(MINE, second)).toBe(204); // whatever could still become a session ends too, so it leaves a record as well
    expect((await actionsOn(user.userId)).filter((action) => action === 'user.sessions_revoked')).toHaveLength(2);
  });

  test('those with one application are revoked together', async () => {
    const user = await world.user('apps');
    const { consumerId, key } = await newConsumer(world);
    const through = [await signIn(user, key), await signIn(user, key)];
    const { body } = await world.client.get(APPLICATIONS, { token: user.token });
    expect(body.applications).toHaveLength(2);
    expect(body.applications).toContainEqual(expect.objectContaining({ consumer_id: consumerId, sessions: 2 }));
    expect(await remove(`${APPLICATIONS}/${consumerId}`, user.token)).toBe(204);
    expect([...(await Promise.all(through.map(statusOf))), await statusOf(user.token)]).toEqual([401, 401, 200]);
    expect(await remove(`${APPLICATIONS}/${consumerId}`, user.token)).toBe(404);
  });

  test('all of a user or of a consumer are revoked by holders of the role, and no others', async () => {
    const [user, other] = [await world.user('revoked'), await world.user('other')];
    const { consumerId, key } = await newConsumer(world);
    const through = await signIn(other, key);
    const [ofUser, ofConsumer] = [`/messaging/v1/users/${user.userId}/sessions`, `/messaging/v1/consumers/${consumerId}/sessions`];
    expect([await remove(ofUser, other.token), await remove(ofConsumer, other.token)]).toEqual([403, 403]);
    expect([await statusOf(user.token), await statusOf(through)]).toEqual([200, 200]);
    expect([await remove(ofUser, world.admin.token), await remove(ofConsumer, world.admin.token)]).toEqual([204, 204]);
    expect([await statusOf(user.token), await statusOf(through), await statusOf(other.token)]).toEqual([401, 401, 200]);
    expect((await sessionsOf(other.token)).map(({ is_current }) => is_current)).toEqual([true]);
    expect(await remove(`${APPLICATIONS}/${consumerId}`, other.token)).toBe(404);
    expect(await statusOf(await signIn(user))).toBe(200);
    expect([await actionsOn(user.userId), await actionsOn(consumerId)]).toEqual([
      expect.arrayContaining(['user.sessions_revoked']),
      expect.arrayContaining(['consumer.sessions_revoked']),
    ]);
  });
});
