import { describe, expect, test } from '@jest/globals';
import type { CheckName } from './checks/check-name.js';
import { checksOf } from './checks-of.js';

const FIRST: readonly CheckName[] = ['authenticationTypeAllowed', 'uniqueQueryNames'];

describe('where the schema of a body is tested', () => {
  test.each([
    ['from v4.0.0 on: before the body', '4.0.0', ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'], 3],
    ['from v4.0.0 on, without a body: last', '5.1.0', ['authenticated', 'rolesHeld'], 2],
    ['earlier, with roles: after them', '3.1.0', ['authenticated', 'rolesHeld', 'bankFound', 'bodyValid'], 2],
    ['earlier, with roles after the body: after authentication', '1.4.0', ['authenticated', 'bodyValid', 'bankFound', 'rolesHeld'], 1],
    ['earlier, without roles: after authentication', '2.0.0', ['authenticated', 'bankFound', 'bodyValid'], 1],
    ['earlier, open to anybody: after authentication', '2.1.0', ['optionallyAuthenticated', 'bodyValid'], 1],
    ['earlier, without authentication: first', '2.0.0', ['bodyValid'], 0],
  ] as const)('%s', (_where, version, checks, place) => {
    const withSchema = (checks as readonly CheckName[]).toSpliced(place, 0, 'bodyFitsSchema');
    const tested = (verb: 'GET' | 'POST' | 'PUT' | 'DELETE'): unknown[] =>
      checksOf({ version, verb, checks }).filter((check) => check !== 'sessionAuthenticationTypeAllowed');
    expect(tested('POST')).toEqual([...FIRST, ...withSchema]);
    expect(tested('PUT')).toEqual([...FIRST, ...withSchema]);
    expect(tested('GET')).toEqual([...FIRST, ...checks]);
    expect(tested('DELETE')).toEqual([...FIRST, ...checks]);
  });

  test.each(['authenticated', 'optionallyAuthenticated'] as const)('how a session was proven is tested right after %p', (identity) => {
    const checks = [identity, 'bankFound'] as const;
    expect(checksOf({ version: '4.0.0', verb: 'GET', checks })).toEqual([
      ...FIRST,
      identity,
      'sessionAuthenticationTypeAllowed',
      'bankFound',
    ]);
  });

  test('outside /obp there are no rules', () => {
    expect(checksOf({ version: 'none', verb: 'POST', checks: ['bodyValid'] })).toEqual(['uniqueQueryNames', 'bodyValid']);
  });
});
