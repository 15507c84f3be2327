import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { AUDIENCE, newKey } from '../support/issuer.js';
import { ME, OidcService } from '../support/oidc-service.js';
import { World } from '../support/world.js';

const now = (): number => Math.floor(Date.now() / 1000);

let oidc: OidcService;
let world: World;

beforeAll(async () => {
  oidc = await OidcService.start((issuers) => {
    const named = ['good', 'lies', 'slow', 'redirects', 'huge', 'elsewhere'].map((name) => issuers.url(name));
    const mapped = { authorizedParties: ['app'], claims: { username: 'preferred_username' } };
    const OIDC_ISSUERS = JSON.stringify([
      ...[...named, 'http://127.0.0.1:1'].map((issuer) => ({ issuer, audience: AUDIENCE })),
      { issuer: issuers.url('mapped'), audience: [AUDIENCE, 'other'], ...mapped },
    ]);
    return { OIDC_ISSUERS, LOG_LEVEL: 'info' };
  });
  world = await World.create(oidc.client, oidc.service.dataDir);
}, 120_000);

afterAll(() => oidc.stop());

describe('a token of a configured issuer', () => {
  test('is exchanged for a session of the pages, which lasts no longer than it', async () => {
    const sub = randomUUID();
    const token = await oidc.issuers.token({ sub, exp: now() + 300 });
    const { url: Origin } = oidc.service;
    const answer = await oidc.client.post('/messaging/v1/session', {}, { headers: { Authorization: `Bearer ${token}`, Origin } });
    expect(answer).toMatchObject({ status: 201, body: { username: sub, authentication_type: 'OAuth2_OIDC' } });
    const { access_token: short, expires_in: seconds } = answer.body as { access_token: string; expires_in: number };
    expect(seconds).toBeLessThanOrEqual(360); // the clocks may differ by a minute
    const Cookie = answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
    const renewed = await oidc.client.post('/messaging/v1/session/token', {}, { headers: { Cookie, Origin } });
    expect([(await oidc.bearer(short)).body, (await oidc.bearer(renewed.body.access_token as string)).body]).toEqual(
      Array(2).fill((await oidc.bearer(token)).body),
    );
    await oidc.client.delete('/messaging/v1/me/sessions/current', { headers: { Authorization: `Bearer ${short}` } });
    await oidc.refused(token, 'OBP-20202');
    expect((await oidc.client.post('/messaging/v1/session/token', {}, { headers: { Cookie, Origin } })).status).toBe(401);
  });

  test('is somebody: provider, name and application are made at first sight', async () => {
    const sub = randomUUID();
    const azp = `app-${randomUUID()}`;
    const token = await oidc.issuers.token({ sub, azp, email: 'felix@example.com', given_name: 'Felix' });
    const [first, second] = await Promise.all([oidc.bearer(token), oidc.bearer(token)]);
    expect(first).toMatchObject({ status: 200, body: { provider: oidc.issuers.url('good'), username: sub, email: 'felix@example.com' } });
    expect(second.body).toEqual(first.body);
    const again = await oidc.bearer(await oidc.issuers.token({ sub, azp, jti: '2' }, oidc.issuers.keys[1]));
    expect(again.body).toEqual(first.body);
    for (const role of ['CanGetConsumers', 'CanGetAuditRecords']) await world.grantIfMissing(world.admin, role);
    const { token: admin } = world.admin;
    const { body } = await oidc.client.get('/obp/v3.1.0/management/consumers', { token: admin });
    const made = (body.consumers as { app_name: string; consumer_id: string }[]).filter(({ app_name }) => app_name === azp);
    expect(made).toHaveLength(1);
    const recordsOf = async (id: string): Promise<unknown> =>
      (await oidc.client.get(`/messaging/v1/audit-records?subject_id=${id}`, { token: admin })).body.audit_records;
    const provider = oidc.issuers.url('good');
    expect(await recordsOf(first.body.user_id as string)).toEqual([
      expect.objectContaining({ action: 'user.created', actor_user_id: '', after: { provider, username: sub, is_super_admin: false } }),
    ]);
    expect(await recordsOf(made[0]?.consumer_id ?? '')).toEqual([
      expect.objectContaining({ action: 'consumer.created', after: { app_name: azp, enabled: true, issuer: provider, azp } }),
    ]);
    const signIns = await oidc.client.get(`/messaging/v1/audit-records?actor_user_id=${first.body.user_id as string}`, { token: admin });
    const signIn = {
      action: 'session.opened',
      actor_consumer_id: made[0]?.consumer_id,
      after: { user_id: first.body.user_id, authentication_type: 'OAuth2_OIDC', address: '127.0.0.1' },
    };
    expect(signIns.body.audit_records).toEqual([expect.objectContaining(signIn), expect.objectContaining(signIn)]); // one for each token
  });

  test.each(['RS256', 'ES256', 'EdDSA'])('%s', async (alg) => {
    const key = oidc.issuers.keys.find((one) => one.alg === alg);
    expect((await oidc.bearer(await oidc.issuers.token({ sub: alg }, key))).status).toBe(200);
  });

  test('clocks may be a minute apart', async () => {
    expect((await oidc.bearer(await oidc.issuers.token({ exp: now() - 30 }))).status).toBe(200);
    expect((await oidc.bearer(await oidc.issuers.token({ nbf: now() + 30, iat: now() + 30 }))).status).toBe(200);
  });

  test('is nobody else who has the same name', async () => {
    const { username } = world.admin;
    const { body } = await oidc.bearer(await oidc.issuers.token({ sub: username }));
    expect(body).toMatchObject({ username, provider: oidc.issuers.url('good') });
    expect((body as { user_id: string }).user_id).not.toBe(world.admin.userId);
  });

  test('may name users by another claim, and only some applications', async () => {
    const iss = oidc.issuers.url('mapped');
    const answer = await oidc.bearer(await oidc.issuers.token({ iss, preferred_username: 'felix', aud: 'other' }));
    expect(answer).toMatchObject({ status: 200, body: { username: 'felix', provider: iss } });
    await oidc.refused(oidc.issuers.token({ iss }), 'OBP-20204');
    await oidc.refused(oidc.issuers.token({ iss, preferred_username: 'felix', azp: 'another' }), 'OBP-20204');
  });

  test('is refused where anything is wrong with a claim', async () => {
    const wrong = [
      { exp: now() - 70 },
      { exp: undefined },
      { exp: 'soon' },
      { nbf: now() + 90 },
      { iat: now() + 90 },
      { iat: undefined },
      { aud: 'another' },
      { aud: undefined },
      { azp: '' },
      { azp: ['app'] },
      { client_id: 'another' },
      { sub: undefined },
      { sub: 'a\u0000b' },
      { cnf: {} },
      { cnf: { jwk: {} } },
    ];
    for (const claims of wrong) await oidc.refused(oidc.issuers.token(claims), 'OBP-20204');
    await oidc.refused(oidc.issuers.token({}, undefined, { typ: 'logout+jwt' }), 'OBP-20204');
    await oidc.refused(oidc.issuers.token({ azp: undefined, aud: [AUDIENCE, 'another'] }), 'OBP-20209');
  });

  test('is of somebody whose name may have 255 characters', async () => {
    const sub = randomUUID() + '/ñ😀'.repeat(73);
    expect([...sub]).toHaveLength(255);
    const token = await oidc.issuers.token({ sub });
    expect((await oidc.bearer(token)).body).toMatchObject({ username: sub });
    const { status, body } = await oidc.bearer(await oidc.issuers.token({ sub: `${sub}x` }));
    expect([status, body.message]).toEqual([401, 'OBP-20204: Bad JWT error. The claim sub is longer than 255 characters.']);
    await world.grantIfMissing(world.admin, 'CanGetAnyUser');
    const path = `/obp/v5.1.0/users/provider/${encodeURIComponent(oidc.issuers.url('good'))}/username/${encodeURIComponent(sub)}`;
    expect((await oidc.client.get(path, { token: world.admin.token })).body).toMatchObject({ username: sub });
  });

  test('is no ID token, which names the same user under the same keys', async () => {
    const itself = { aud: AUDIENCE, azp: AUDIENCE };
    for (const claims of [
      { at_hash: 'x' },
      { c_hash: 'x' },
      { nonce: 'x' },
      { typ: 'ID' },
      { token_use: 'id' },
      itself,
      { azp: undefined },
    ]) {
      const { status, body } = await oidc.bearer(await oidc.issuers.token(claims));
      expect([claims, status, body.message]).toEqual([
        claims,
        401,
        'OBP-20204: Bad JWT error. It is an ID token or of another kind: send an access token.',
      ]);
    }
    for (const claims of [
      { typ: 'Bearer', nonce: 'x' },
      { ...itself, scope: 'openid' },
    ])
      expect((await oidc.bearer(await oidc.issuers.token(claims))).status).toBe(200);
    expect((await oidc.bearer(await oidc.issuers.token(itself, undefined, { typ: 'at+jwt' }))).status).toBe(200);
  });

  test('is refused where anything is wrong with the signature', async () => {
    await oidc.refused(oidc.issuers.token({}, await newKey('first')), 'OBP-20206');
    await oidc.refused(oidc.issuers.token({}, await newKey('unheard-of')), 'OBP-20206');
    const [header = '', payload = '', signature = ''] = (await oidc.issuers.token({ jti: randomUUID() })).split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replace('somebody', 'somewhat');
    await oidc.refused([header, Buffer.from(forged).toString('base64url'), signature].join('.'), 'OBP-20206');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    await oidc.refused(`${none}.${payload}.`, 'OBP-20206');
    const symmetric = Buffer.from('{"alg":"HS256","kid":"first"}').toString('base64url');
    const hmac = createHmac('sha256', 'anything').update(`${symmetric}.${payload}`).digest('base64url');
    await oidc.refused(`${symmetric}.${payload}.${hmac}`, 'OBP-20206');
    const critical = Buffer.from('{"alg":"RS256","kid":"first","crit":["x"],"x":1}').toString('base64url');
    await oidc.refused(`${critical}.${payload}.${signature}`, 'OBP-20206');
  });

  test('is refused when it cannot be read, or is of nobody we know', async () => {
    await oidc.refused('a.b.c', 'OBP-20205');
    await oidc.refused('x'.repeat(9_000), 'OBP-20202');
    await oidc.refused(oidc.issuers.token({ iss: oidc.issuers.url('unknown') }), 'OBP-20208');
    await oidc.refused(oidc.issuers.token({ iss: `${oidc.issuers.url('good')}/` }), 'OBP-20208');
    await oidc.refused(oidc.issuers.token({ iss: undefined }), 'OBP-20208');
  });

  test('no longer works for a locked user, but works for the others', async () => {
    const sub = randomUUID();
    const token = await oidc.issuers.token({ sub });
    expect((await oidc.bearer(token)).status).toBe(200);
    await world.grantIfMissing(world.admin, 'CanLockUser');
    const path = `/obp/v5.1.0/users/${encodeURIComponent(oidc.issuers.url('good'))}/${sub}/locks`;
    expect(await oidc.client.post(path, {}, { token: world.admin.token })).toMatchObject({ status: 200 });
    await oidc.refused(token, 'OBP-20013');
    expect((await oidc.bearer(await oidc.issuers.token())).status).toBe(200);
  });

  test('from before all sessions of the user were revoked is refused, whether it was seen before or not', async () => {
    const sub = randomUUID();
    const [seen, unseen] = await Promise.all(['seen', 'unseen'].map((jti) => oidc.issuers.token({ sub, jti, iat: now() - 30 })));
    const { status, body } = await oidc.bearer(seen ?? '');
    expect(status).toBe(200);
    await world.grantIfMissing(world.admin, 'CanRevokeSessionsOfAnyUser');
    const path = `/messaging/v1/users/${(body as { user_id: string }).user_id}/sessions`;
    expect((await oidc.client.delete(path, { token: world.admin.token })).status).toBe(204);
    await oidc.refused(seen ?? '', 'OBP-20202');
    await oidc.refused(unseen ?? '', 'OBP-20202');
    expect((await oidc.bearer(await oidc.issuers.token({ sub, iat: now() + 2 }))).status).toBe(200);
  });
});

describe('the keys of an issuer', () => {
  test('rotate while the service runs, and an unknown one is not asked for again and again', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const added = await newKey('added');
    oidc.issuers.keys.push(added);
    expect((await oidc.bearer(await oidc.issuers.token({ jti: '1' }, added))).status).toBe(200);
    const before = oidc.issuers.asked.filter((path) => path.endsWith('jwks')).length;
    const invented = await newKey('invented');
    await Promise.all(Array.from({ length: 20 }, () => oidc.refused(oidc.issuers.token({}, invented), 'OBP-20206')));
    expect(oidc.issuers.asked.filter((path) => path.endsWith('jwks')).length - before).toBeLessThanOrEqual(1);
  });

  test.each(['lies', 'redirects', 'huge', 'elsewhere'])('a provider that %s', async (name) => {
    await oidc.refused(oidc.issuers.token({ iss: oidc.issuers.url(name) }), 'OBP-98120', 503);
  });

  test('a provider that is away or slow holds up nobody else', async () => {
    await oidc.refused(oidc.issuers.token({ iss: 'http://127.0.0.1:1' }), 'OBP-98120', 503);
    const slow = oidc.refused(oidc.issuers.token({ iss: oidc.issuers.url('slow') }), 'OBP-98120', 503);
    const began = performance.now();
    expect((await oidc.bearer(await oidc.issuers.token({ jti: randomUUID() }))).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2_500);
    await slow;
    const again = performance.now();
    await oidc.refused(oidc.issuers.token({ iss: oidc.issuers.url('slow') }), 'OBP-98120', 503); // nobody waits for it a second time
    expect(performance.now() - again).toBeLessThan(2_500);
  });
});

describe('rules about ways to authenticate (contract section 6.4)', () => {
  test('hold for how the session was proven, whatever the headers look like', async () => {
    for (const role of ['CanCreateAuthenticationTypeValidation', 'CanUpdateAuthenticationTypeValidation'])
      await world.grantIfMissing(world.admin, role);
    const rule = '/obp/v4.0.0/management/authentication-type-validations/OBPv3.0.0-getCurrentUser';
    const set = (verb: 'POST' | 'PUT', types: string[]): Promise<Answer> =>
      oidc.client.send(verb, rule, { body: types, token: world.admin.token });
    expect((await set('POST', ['OAuth2_OIDC'])).status).toBe(201);
    const token = await oidc.issuers.token();
    expect((await oidc.bearer(token)).status).toBe(200);
    const message = (allowed: string, type: string): string =>
      `OBP-40034: Current request authentication type is illegal.  allowed authentication types: [${allowed}], current request auth type: ${type}`;
    expect(await oidc.bearer(world.admin.token)).toMatchObject({ status: 400, body: { message: message('OAuth2_OIDC', 'DirectLogin') } });
    await set('PUT', ['OAuth2_OIDC_FAPI']);
    expect(await oidc.bearer(token)).toMatchObject({ status: 400, body: { message: message('OAuth2_OIDC_FAPI', 'OAuth2_OIDC') } });
    const pretended = await oidc.client.get(ME, { headers: { Authorization: `Bearer ${token}`, 'PSD2-CERT': 'made up' } });
    expect(pretended).toMatchObject({ status: 400, body: { message: message('OAuth2_OIDC_FAPI', 'OAuth2_OIDC') } });
  });
});

test('neither tokens nor secrets are in the log', () => {
  expect(oidc.service.output()).toContain('cannot be asked');
  expect(oidc.service.output()).not.toContain('eyJ');
});
