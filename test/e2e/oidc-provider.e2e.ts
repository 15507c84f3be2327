import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader, exportJWK } from 'jose';
import { AUDIENCE, newKey } from '../support/issuer.js';
import { OidcService } from '../support/oidc-service.js';
import { RealProvider } from '../support/real-provider.js';
import { until } from '../support/sql.js';

let honest: RealProvider;
let liar: RealProvider;
let forger: RealProvider;
let broken: RealProvider;
let slow: RealProvider;
let oidc: OidcService;

beforeAll(async () => {
  const start = (): Promise<RealProvider> => RealProvider.start();
  [honest, liar, forger, broken, slow] = await Promise.all([start(), start(), start(), start(), start()]);
  oidc = await OidcService.start(() => {
    const issuers = [honest, liar, forger, broken, slow].map(({ issuer }) => ({
      issuer,
      audience: AUDIENCE,
      claims: { username: 'client_id' },
      ...(issuer === honest.issuer ? { introspection: { clientId: 'api', clientSecret: 'api-secret' } } : {}),
    }));
    return { OIDC_ISSUERS: JSON.stringify(issuers) };
  });
}, 120_000);

afterAll(async () => {
  await oidc.stop();
  await Promise.all([honest, liar, forger, broken, slow].map((one) => one.stop()));
});

const statusOf = async (token: string | Promise<string>): Promise<number> => (await oidc.bearer(await token)).status;

async function seconds(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return (performance.now() - began) / 1000;
}

describe('oidc-provider', () => {
  test.each(['urn:api', 'urn:opaque'] as const)('gives out tokens that are good: %s', async (resource) => {
    const answer = await oidc.bearer(await honest.token(resource));
    expect(answer).toMatchObject({ status: 200, body: { username: 'machine', provider: honest.issuer } });
  });

  test('with a discovery document of another issuer is not asked for keys', async () => {
    liar.change = (_path, body) => body.replaceAll(liar.issuer, honest.issuer);
    await oidc.refused(liar.token(), 'OBP-98120', 503);
    expect(liar.asked).toEqual(['/.well-known/openid-configuration']);
  });

  test('with the keys of somebody else has signed nothing, until its own are there', async () => {
    const { kid } = decodeProtectedHeader(await forger.token());
    const jwk = await exportJWK((await newKey('')).publicKey);
    for (const keys of [[{ ...jwk, kid: 'another' }], [{ ...jwk, kid }]]) {
      forger.change = (path, body) => (path.endsWith('jwks') ? JSON.stringify({ keys }) : body);
      const asked = forger.asked.length;
      await until('the keys are asked for', async () => {
        await oidc.refused(forger.token(), 'OBP-20206');
        return forger.asked.length > asked;
      });
    }
    forger.change = (_path, body) => body;
    await forger.restart(); // a key id that is known is not asked for again
    await until('its own keys are known', async () => (await statusOf(forger.token())) === 200, 5);
  });

  test('whose answers break off cannot be asked, until they are whole', async () => {
    broken.part = 0.5;
    await oidc.refused(broken.token(), 'OBP-98120', 503);
    broken.part = 1;
    await until('it is asked again', async () => (await statusOf(broken.token())) === 200, 5);
  });

  test('that is slow holds nobody up', async () => {
    slow.delay = 10_000;
    const waiting = seconds(oidc.refused(slow.token(), 'OBP-98120', 503));
    expect(await seconds(oidc.bearer(await honest.token()))).toBeLessThan(2.5);
    expect(await waiting).toBeLessThan(5);
  });

  test('that is away and comes back with new keys', async () => {
    const [unseen, opaque] = [await honest.token(), await honest.token('urn:opaque')];
    expect(await statusOf(opaque)).toBe(200);
    await honest.end();
    expect(await statusOf(unseen)).toBe(200); // its keys are remembered
    await until('what it said of a token counts no longer', async () => (await statusOf(opaque)) === 503, 2);
    await honest.restart();
    await setTimeout(2_100); // it is asked for keys no more often
    expect(await statusOf(honest.token())).toBe(200);
    await oidc.refused(opaque, 'OBP-20202'); // it has forgotten it
  });
});
