import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { OidcIssuer } from '../../../platform/config/oidc-issuers.js';
import { Provider } from './provider.js';

const MINUTE = 60_000;

describe('the keys of a provider that is away', () => {
  let server: http.Server;
  let provider: Provider;
  let later = 0;

  beforeEach(async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const key: JWK = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' };
    server = http.createServer((request, response) => {
      const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const said = request.url === '/keys' ? { keys: [key] } : { issuer, jwks_uri: `${issuer}/keys` };
      response.setHeader('Connection', 'close').end(JSON.stringify(said));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    provider = new Provider({ issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } as OidcIssuer);
    const now = performance.now.bind(performance);
    later = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
    Logger.overrideLogger(false);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    server.close();
  });

  const isKnown = async (kid = 'one'): Promise<boolean> =>
    (await provider.keyOf({ alg: 'ES256', kid }, { payload: '', signature: '' })).type === 'public';
  const leave = (): Promise<unknown> => new Promise((resolve) => server.close(resolve));

  test('are used for a day, and then no more', async () => {
    expect(await isKnown()).toBe(true);
    await leave();
    for (later of [6 * MINUTE, 12 * 60 * MINUTE, 23 * 60 * MINUTE]) expect(await isKnown()).toBe(true);
    later = 25 * 60 * MINUTE;
    await expect(isKnown()).rejects.toThrow('OBP-98120');
  });

  test('are asked for at once when a token names another', async () => {
    expect(await isKnown()).toBe(true);
    later = MINUTE;
    await leave();
    await expect(isKnown('two')).rejects.toThrow('OBP-98120');
    expect(await isKnown()).toBe(true);
  });
});
