import { describe, expect, test } from '@jest/globals';
import { readOidcIssuers } from './oidc-issuers.js';

const LOCAL = 'http://127.0.0.1:8080';
const GOOD = { issuer: 'https://id.example', audience: 'api' };
const SECRET = 'do-not-show-this';

const problemsOf = (value: unknown): string[] => {
  const problems: string[] = [];
  readOidcIssuers(typeof value === 'string' ? value : JSON.stringify(value), LOCAL, problems);
  return problems;
};

describe('OIDC_ISSUERS', () => {
  test('the short form and the list say the same', () => {
    const problems: string[] = [];
    expect(readOidcIssuers('https://id.example api, https://other.example a b', LOCAL, problems)).toEqual(
      readOidcIssuers(JSON.stringify([GOOD, { issuer: 'https://other.example', audience: ['a', 'b'] }]), LOCAL, problems),
    );
    expect(problems).toEqual([]);
  });

  const introspection = { clientId: 'id', clientSecret: SECRET };
  const pages = { clientId: 'pages' };
  const only = 'item 1: only issuer, audience, authorizedParties, claims, introspection, pages can be said';
  const issuerUrl = 'item 1: issuer must be an https URL without query (http on loopback only) of at most 100 characters';
  const both = 'item 1: introspection must be an object of clientId and clientSecret';
  const several = 'has more than one item with introspection, but an opaque token does not say whose it is';

  test.each<[string, unknown, string]>([
    ['no JSON', `[{"clientSecret":"${SECRET}"`, 'must be a JSON list of objects, or "ISSUER AUDIENCE, ISSUER AUDIENCE"'],
    ['a list of something else', [SECRET], 'must be a JSON list of objects, or "ISSUER AUDIENCE, ISSUER AUDIENCE"'],
    ['a secret in the wrong place', [{ ...GOOD, [SECRET]: SECRET }], only],
    ['a password in the URL', [{ ...GOOD, issuer: `https://user:${SECRET}@id.example` }], issuerUrl],
    ['a query', [{ ...GOOD, issuer: `https://id.example?key=${SECRET}` }], issuerUrl],
    ['http', [{ ...GOOD, issuer: 'http://id.example' }], issuerUrl],
    ['a directive for a host', [{ ...GOOD, issuer: 'https://id;img-src' }], issuerUrl],
    ['no audience', 'https://id.example', 'item 1: audience must be a text or a list of texts'],
    ['an empty party', [{ ...GOOD, authorizedParties: [''] }], 'item 1: authorizedParties must be a list of texts'],
    ['an unknown claim', [{ ...GOOD, claims: { name: SECRET } }], 'item 1: claims must be texts: username, email, firstName, lastName'],
    ['a secret without its client', [{ ...GOOD, introspection: { clientSecret: SECRET } }], both],
    ['a secret that is no object', [{ ...GOOD, introspection: SECRET }], both],
    ['pages with a secret', [{ ...GOOD, pages: { ...pages, clientSecret: SECRET } }], 'item 1: pages must be'],
    ['an issuer twice', [GOOD, { ...GOOD, audience: 'other' }], 'names an issuer twice'],
    ['ourselves', [{ ...GOOD, issuer: LOCAL }], 'names LOCAL_IDENTITY_PROVIDER, whose users have passwords here'],
    ['two with introspection', [GOOD, { ...GOOD, issuer: 'https://two.example' }].map((one) => ({ ...one, introspection })), several],
    [
      'two with pages',
      [GOOD, { ...GOOD, issuer: 'https://two.example' }].map((one) => ({ ...one, pages })),
      'has more than one item with pages',
    ],
  ])('%s: one line, which shows no secret', (_name, value, line) => {
    const problems = problemsOf(value);
    expect(problems).toEqual([expect.stringContaining(`OIDC_ISSUERS: ${line}`)]);
    expect(problems.join()).not.toContain(SECRET);
  });
});
