import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const AUDIENCE = 'bench';

/**
 * An issuer of bearer tokens as the service needs one: discovery and keys.
 *
 * @param {import('../support/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ url: string, token: () => Promise<string> }>}
 */
export async function startIssuer(cleanup) {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }] };
  let url = '';
  const server = createServer((request, response) => {
    const body = request.url === '/jwks' ? keys : { issuer: url, jwks_uri: `${url}/jwks` };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanup.add(() => server.close());
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  const claims = { azp: 'bench-application', preferred_username: 'bench.foreign', email: 'foreign@bank.example' };
  const token = () =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setIssuer(url)
      .setSubject('bench.foreign')
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  return { url, token };
}
