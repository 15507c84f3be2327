import { describe, expect, test } from '@jest/globals';
import { Authenticated, Identified } from '../../auth/authenticated.check.js';
import { BankFound } from '../../banks/bank-found.check.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { AuthenticationTypeAllowed, TrueAuthenticationTypeAllowed } from '../../validations/authentication-type-allowed.check.js';
import { BodyFitsSchema } from '../../validations/body-fits-schema.check.js';
import { BodyValid } from '../checks/body-valid.check.js';
import { UniqueQueryNames } from '../checks/unique-query-names.check.js';
import { checksOf } from './checks-of.js';

const FIRST = [AuthenticationTypeAllowed, UniqueQueryNames];

describe('where the schema of a body is tested', () => {
  test.each([
    ['from v4.0.0 on: before the body', '4.0.0', [Authenticated, BankFound, RolesHeld, BodyValid], 3],
    ['from v4.0.0 on, without a body: last', '5.1.0', [Authenticated, RolesHeld], 2],
    ['earlier, with roles: after them', '3.1.0', [Authenticated, RolesHeld, BankFound, BodyValid], 2],
    ['earlier, with roles after the body: after authentication', '1.4.0', [Authenticated, BodyValid, BankFound, RolesHeld], 1],
    ['earlier, without roles: after authentication', '2.0.0', [Authenticated, BankFound, BodyValid], 1],
    ['earlier, open to anybody: after authentication', '2.1.0', [Identified, BodyValid], 1],
    ['earlier, without authentication: first', '2.0.0', [BodyValid], 0],
  ] as const)('%s', (_where, version, checks, place) => {
    const withSchema = checks.toSpliced(place, 0, BodyFitsSchema as never);
    const tested = (verb: 'GET' | 'POST' | 'PUT' | 'DELETE'): unknown[] =>
      checksOf({ version, verb, checks }).filter((check) => check !== TrueAuthenticationTypeAllowed);
    expect(tested('POST')).toEqual([...FIRST, ...withSchema]);
    expect(tested('PUT')).toEqual([...FIRST, ...withSchema]);
    expect(tested('GET')).toEqual([...FIRST, ...checks]);
    expect(tested('DELETE')).toEqual([...FIRST, ...checks]);
  });

  test.each([Authenticated, Identified])('how a session was proven is tested right after %p', (identity) => {
    const checks = [identity, BankFound];
    expect(checksOf({ version: '4.0.0', verb: 'GET', checks })).toEqual([...FIRST, identity, TrueAuthenticationTypeAllowed, BankFound]);
  });

  test('outside /obp there are no rules', () => {
    expect(checksOf({ version: 'none', verb: 'POST', checks: [BodyValid] })).toEqual([UniqueQueryNames, BodyValid]);
  });
});
