import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { ANOTHER, CERTIFICATE } from '../support/certificates.js';
import { type Answer, exchange } from '../support/client.js';
import { ME, OidcService } from '../support/oidc-service.js';
import { World } from '../support/world.js';

let oidc: OidcService;

beforeAll(async () => {
  oidc = await OidcService.start(() => ({ CLIENT_CERTIFICATE_HEADER: 'PSD2-CERT', TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1' }));
}, 120_000);

afterAll(() => oidc.stop());

const call = (headers: Record<string, string>): Promise<Answer> => oidc.client.get(ME, { headers });
const codeOf = ({ status, body }: Answer): string => `${status} ${(body as { message?: string }).message?.slice(0, 9) ?? ''}`.trim();

describe('a token that is bound to a key (RFC 9449)', () => {
  let keys: { privateKey: CryptoKey; publicKey: CryptoKey };
  let jwk: JWK;
  let jkt: string;
  let token: string;

  beforeAll(async () => {
    keys = await generateKeyPair('ES256', { extractable: true });
    jwk = await exportJWK(keys.publicKey);
    jkt = await calculateJwkThumbprint(jwk);
    token = await oidc.issuers.token({ sub: 'bound', cnf: { jkt } });
  });

  function proof(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, key = keys.privateKey): Promise<string> {
    const ath = createHash('sha256').update(token).digest('base64url');
    const all = { htm: 'GET', htu: oidc.service.url + ME, ath, jti: randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims };
    return new SignJWT(all).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header }).sign(key);
  }
  const withProof = async (made: string | Promise<string>): Promise<Answer> => call({ Authorization: `DPoP ${token}`, DPoP: await made });

  test('does not become a cookie, which would be good without a proof', async () => {
    const [origin, path] = [oidc.service.url, '/messaging/v1/session'];
    const headers = { Origin: origin, Authorization: `DPoP ${token}`, DPoP: await proof({ htm: 'POST', htu: origin + path }) };
    expect(codeOf(await oidc.client.post(path, {}, { headers }))).toBe('403 OBP-98144');
  });

  test('is good with a new proof each time, once', async () => {
    const first = await proof();
    expect(await withProof(first)).toMatchObject({ status: 200, body: { username: 'bound' } });
    expect(codeOf(await withProof(first))).toBe('401 OBP-98121');
    expect(codeOf(await withProof(proof()))).toBe('200');
    expect(codeOf(await call({ Authorization: `dpop ${token}`, DPoP: await proof() }))).toBe('200');
    const together = await proof();
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => withProof(together)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 401, 401, 401]);
  });

  test('is proven for the target as it came', async () => {
    const ask = async (htu: string): Promise<number> =>
      (await exchange(oidc.service.url, 'GET', `/${ME}`, { Authorization: `DPoP ${token}`, DPoP: await proof({ htu }) })).status;
    expect([await ask(`${oidc.service.url}/${ME}`), await ask(oidc.service.url + ME)]).toEqual([200, 401]);
  });

  test('is refused without one, and as a bearer token', async () => {
    const refused = await call({ Authorization: `DPoP ${token}` });
    expect(codeOf(refused)).toBe('401 OBP-98121');
    expect(refused.headers['www-authenticate']).toMatch(/^DPoP realm=.*error="invalid_dpop_proof", algs="RS256 .*ES256/);
    expect(codeOf(await call({ Authorization: `Bearer ${token}`, DPoP: await proof() }))).toBe('401 OBP-98121');
    expect(codeOf(await call({ Authorization: `DPoP ${await oidc.issuers.token()}`, DPoP: await proof() }))).toBe('401 OBP-20202');
  });

  test('is refused with a proof of anything else', async () => {
    const other = await generateKeyPair('ES256', { extractable: true });
    const wrong = [
      proof({ htm: 'POST' }),
      proof({ htu: `https://api.bank.example${ME}` }),
      proof({ htu: `${oidc.service.url}/obp/v3.0.0/banks` }),
      proof({ htu: 'not a URL' }),
      proof({ ath: createHash('sha256').update('another').digest('base64url') }),
      proof({ ath: undefined }),
      proof({ iat: Math.floor(Date.now() / 1000) - 90 }),
      proof({ iat: Math.floor(Date.now() / 1000) + 90 }),
      proof({ iat: undefined }),
      proof({ jti: undefined }),
      proof({ jti: 'x'.repeat(300) }),
      proof({}, { typ: 'JWT' }),
      proof({}, { jwk: undefined }),
      proof({}, {}, other.privateKey),
      proof({}, { jwk: await exportJWK(other.publicKey) }, other.privateKey),
      proof({}, { jwk: await exportJWK(keys.privateKey) }), // a private key has no business there
      'nonsense',
    ];
    for (const made of wrong) expect(codeOf(await withProof(made))).toBe('401 OBP-98121');
  });
});

describe('a token that is bound to a certificate (RFC 8705)', () => {
  const pem = CERTIFICATE;
  let token: string;

  beforeAll(async () => {
    const thumbprint = createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url');
    token = await oidc.issuers.token({ sub: 'certified', cnf: { 'x5t#S256': thumbprint } });
  });

  test('is good with that certificate from a trusted proxy, in each form', async () => {
    const base64 = new X509Certificate(pem).raw.toString('base64');
    for (const header of [encodeURIComponent(pem), base64, `:${base64}:`])
      expect(codeOf(await call({ Authorization: `Bearer ${token}`, 'PSD2-CERT': header }))).toBe('200');
  });

  test('is refused without it, with another, and from anybody else', async () => {
    const base64 = new X509Certificate(pem).raw.toString('base64');
    expect(codeOf(await call({ Authorization: `Bearer ${token}` }))).toBe('401 OBP-20210');
    for (const header of ['', 'made up', '%', `${base64}, ${base64}`, encodeURIComponent(ANOTHER)])
      expect(codeOf(await call({ Authorization: `Bearer ${token}`, 'PSD2-CERT': header }))).toBe('401 OBP-20210');
    expect(await oidc.statusFrom('127.0.0.2', { Authorization: `Bearer ${token}`, 'PSD2-CERT': base64 })).toBe(401);
    expect(await oidc.statusFrom('127.0.0.1', { Authorization: `Bearer ${token}`, 'PSD2-CERT': base64 })).toBe(200);
  });

  test('is what OAuth2_OIDC_FAPI means', async () => {
    const world = await World.create(oidc.client, oidc.service.dataDir);
    await world.grantIfMissing(world.admin, 'CanCreateAuthenticationTypeValidation');
    const rule = '/obp/v4.0.0/management/authentication-type-validations/OBPv3.0.0-getCurrentUser';
    await oidc.client.post(rule, ['OAuth2_OIDC_FAPI'], { token: world.admin.token });
    const header = new X509Certificate(pem).raw.toString('base64');
    expect(codeOf(await call({ Authorization: `Bearer ${token}`, 'PSD2-CERT': header }))).toBe('200');
    expect(codeOf(await call({ Authorization: `Bearer ${await oidc.issuers.token()}`, 'PSD2-CERT': header }))).toBe('400 OBP-40034');
  });
});
