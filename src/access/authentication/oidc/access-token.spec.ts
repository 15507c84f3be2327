import { describe, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { isAccessToken } from './access-token.js';

const API = { aud: 'https://api.bank.example', azp: 'app', sub: 'somebody' };
const OWN = { aud: 'app', sub: 'somebody' };

describe('an access token', () => {
  test.each<[of: string, type: string | undefined, claims: JWTPayload]>([
    ['RFC 9068, oidc-provider', 'at+jwt', { ...API, client_id: 'app', scope: 'openid', jti: '1' }],
    ['RFC 9068, in full', 'application/at+jwt', API],
    ['RFC 9068, of an API that is its own client', 'AT+JWT', { ...OWN, client_id: 'app' }],
    ['Keycloak', 'JWT', { ...API, typ: 'Bearer', scope: 'openid profile', sid: '1' }],
    ['Keycloak before 24', 'JWT', { ...API, typ: 'Bearer', nonce: 'n' }],
    ['Keycloak with DPoP', 'JWT', { ...API, typ: 'DPoP' }],
    ['Entra ID, where one application is both', 'JWT', { ...OWN, azp: 'app', scp: 'access_as_user' }],
    ['Cognito with an audience', undefined, { ...API, token_use: 'access' }],
    ['Auth0', 'JWT', { ...API, aud: ['https://api.bank.example', 'https://tenant.example/userinfo'], scope: 'openid' }],
    ['a plain one', undefined, API],
  ])('%s', (_of, type, claims) => expect(isAccessToken(type, claims)).toBe(true));
});

describe('no access token', () => {
  test.each<[of: string, type: string | undefined, claims: JWTPayload]>([
    ['Keycloak, ID', 'JWT', { ...OWN, azp: 'app', typ: 'ID', at_hash: 'h', nonce: 'n' }],
    ['Keycloak, ID with an audience mapper', 'JWT', { ...API, typ: 'ID' }],
    ['Keycloak, refresh', 'JWT', { ...API, typ: 'Refresh' }],
    ['Keycloak, offline', 'JWT', { ...API, typ: 'Offline' }],
    ['Google, ID', 'JWT', { ...OWN, azp: 'app', at_hash: 'h' }],
    ['Google, ID without a hash', 'JWT', { ...OWN, azp: 'app', email: 'a@example.com' }],
    ['Entra ID, ID', 'JWT', { ...OWN, nonce: 'n', preferred_username: 'a' }],
    ['oidc-provider, ID', undefined, { ...OWN, at_hash: 'h', nonce: 'n' }],
    ['with a code', undefined, { ...API, c_hash: 'h' }],
    ['with a nonce, for another', undefined, { ...API, nonce: 'n' }],
    ['Cognito, ID', undefined, { ...API, token_use: 'id' }],
    ['for its client alone, in a list', undefined, { ...OWN, aud: ['app'], client_id: 'app' }],
    ['typed, but a claim says otherwise', 'at+jwt', { ...API, token_use: 'id' }],
    ['a kind that is no text', undefined, { ...API, typ: ['Bearer'] }],
  ])('%s', (_of, type, claims) => expect(isAccessToken(type, claims)).toBe(false));
});
