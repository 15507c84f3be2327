import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUDIENCE } from '../support/issuer.js';
import { OidcService } from '../support/oidc-service.js';
import { until } from '../support/sql.js';

const now = (): number => Math.floor(Date.now() / 1000);

let oidc: OidcService;

beforeAll(async () => {
  oidc = await OidcService.start((issuers) => {
    const introspection = { clientId: 'api', clientSecret: 'introspection-secret' };
    return { OIDC_ISSUERS: JSON.stringify([{ issuer: issuers.url('good'), audience: AUDIENCE, introspection }]), LOG_LEVEL: 'info' };
  });
}, 120_000);

afterAll(() => oidc.stop());

describe('an opaque token', () => {
  const claims = (more: object = {}): object => ({
    active: true,
    aud: AUDIENCE,
    client_id: 'app',
    sub: 'opaque',
    iat: now(),
    exp: now() + 60,
    ...more,
  });

  test('is asked about, and ends within a second when its provider says so', async () => {
    const token = randomUUID();
    oidc.issuers.opaque.set(token, claims());
    expect(await oidc.bearer(token)).toMatchObject({ status: 200, body: { username: 'opaque', provider: oidc.issuers.url('good') } });
    const asked = (): number => oidc.issuers.asked.filter((path) => path.endsWith('introspect')).length;
    const before = asked();
    await Promise.all(Array.from({ length: 10 }, () => oidc.bearer(token)));
    expect(asked() - before).toBeLessThanOrEqual(1);
    oidc.issuers.opaque.delete(token);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await oidc.refused(token, 'OBP-20202');
  });

  test('gets no cookie of the pages, which would be good without asking the provider', async () => {
    const token = randomUUID();
    oidc.issuers.opaque.set(token, claims());
    const headers = { Authorization: `Bearer ${token}`, Origin: oidc.service.url };
    const answer = await oidc.client.post('/messaging/v1/session', {}, { headers });
    expect([answer.status, answer.body.message.slice(0, 9), answer.headers['set-cookie']]).toEqual([403, 'OBP-98144', undefined]);
    expect((await oidc.bearer(token)).status).toBe(200); // by itself it is as good as before
  });

  test('is refused where anything is wrong with it', async () => {
    for (const more of [
      { aud: 'another' },
      { exp: now() - 70 },
      { exp: undefined },
      { exp: 9_999_999_999_999 }, // no time that can be stored
      { iss: oidc.issuers.url('lies') },
      { nbf: now() + 90 },
    ]) {
      const token = randomUUID();
      oidc.issuers.opaque.set(token, claims(more));
      await oidc.refused(token, 'OBP-20204');
    }
    await oidc.refused(randomUUID(), 'OBP-20202');
  });

  test('that is a refresh token says nothing of who calls', async () => {
    for (const more of [{ token_use: 'refresh_token' }, { token_type: 'refresh_token' }, { typ: 'Refresh' }]) {
      const token = randomUUID();
      oidc.issuers.opaque.set(token, claims(more));
      await oidc.refused(token, 'OBP-20202');
    }
  });

  test('in another spelling stands for the same session', async () => {
    const jti = randomUUID();
    const [one, other] = [randomUUID(), randomUUID()];
    for (const [at, token] of [one, other].entries()) oidc.issuers.opaque.set(token, claims({ jti, exp: now() + 60 + at }));
    expect((await oidc.bearer(one)).status).toBe(200);
    const ended = await oidc.client.delete('/messaging/v1/me/sessions/current', { headers: { Authorization: `Bearer ${one}` } });
    expect(ended.status).toBe(204);
    await oidc.refused(other, 'OBP-20202');
  });

  test('is of the user it names, whatever else two of them have in common', async () => {
    const same = { jti: '', iat: now(), exp: now() + 60 };
    for (const sub of ['alice', 'bob']) {
      const token = randomUUID();
      oidc.issuers.opaque.set(token, claims({ ...same, sub }));
      expect(await oidc.bearer(token)).toMatchObject({ status: 200, body: { username: sub } });
    }
  });

  test('of one address does not wait for the many that another address sends, as long as those are asked about', async () => {
    let release = (): void => undefined;
    oidc.issuers.held = new Promise((resolve) => (release = resolve));
    const asked = (): number => oidc.issuers.asked.filter((path) => path.endsWith('introspect')).length;
    const before = asked();
    const statuses: (number | undefined)[] = [];
    const invented = Array.from({ length: 60 }, async () =>
      statuses.push(await oidc.statusFrom('127.0.0.2', { Authorization: `Bearer ${randomUUID()}` })),
    );
    await until('all have arrived', () => asked() - before + statuses.length === invented.length);
    const token = randomUUID();
    oidc.issuers.opaque.set(token, claims());
    const answer = oidc.bearer(token);
    await until('it is asked about, or refused', () => asked() - before + statuses.length > invented.length).finally(release);
    expect((await answer).status).toBe(200);
    await Promise.all(invented);
    // Half of all that may be under way.
    expect(statuses.sort()).toEqual([...Array<number>(25).fill(401), ...Array<number>(35).fill(503)]);
  });
});

test('neither tokens nor secrets are in the log', () => {
  for (const secret of ['introspection-secret', ...oidc.issuers.opaque.keys()]) expect(oidc.service.output()).not.toContain(secret);
});
