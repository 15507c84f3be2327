// A real identity provider, in a process of its own: it serves at /, and its keys are new at each start. Its arguments are its
// port and, where it is known by another address, its issuer. What a POST to /test brings as JSON changes its redirect URIs, or has
// it sign with a new key.
import http from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const server = http.createServer();
await new Promise((resolve) => server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const issuer = process.argv[3] ?? `http://127.0.0.1:${port}`;

/** @type {string[]} */
let redirectUris = ['http://127.0.0.1/'];
/** @type {import('jose').JWK[]} */
let keys = [await newKey()];
let handle = provider();

async function newKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: Math.random().toString(36).slice(2), alg: 'RS256', use: 'sig' };
}

function provider() {
  const made = new Provider(issuer, {
    jwks: { keys },
    clients: [
      {
        client_id: 'pages',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: redirectUris,
      },
      { client_id: 'machine', client_secret: 'machine-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
      { client_id: 'api', client_secret: 'api-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
    ],
    clientBasedCORS: () => true,
    cookies: { keys: ['cookies of a test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:api',
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'openid profile email',
          audience: 'customer-messages',
          ...(resource === 'urn:opaque' ? { accessTokenFormat: 'opaque' } : { accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
        }),
      },
    },
    ttl: { AccessToken: 300, ClientCredentials: 300, Grant: 3600, Interaction: 3600, Session: 3600 },
  });
  return made.callback();
}

server.on('request', async (request, response) => {
  if (request.url !== '/test') return handle(request, response);
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const wanted = JSON.parse(body);
  if (wanted.redirectUris) redirectUris = wanted.redirectUris;
  if (wanted.rotate) keys = [await newKey()];
  handle = provider();
  response.end();
});
console.log(`listens on http://127.0.0.1:${port}`);
