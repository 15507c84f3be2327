import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FieldView, OperationView } from '../operation-view.js';
import { callOf, firstProblem, initialValues, parameterProblem } from './call-values.js';

const field = (name: string, example = ''): FieldView => ({
  name,
  example,
  mandatory: false,
  type: '',
  description: '',
  glossary: undefined,
  maxLength: undefined,
});

const OPERATION = {
  version: 'OBPv4.0.0',
  answersUnder: ['OBPv4.0.0', 'OBPv5.1.0'],
  verb: 'POST',
  path: '/obp/v4.0.0/banks/BANK_ID/users/USER_ID/links/USER_ID_LINK',
  pathParameters: [field('BANK_ID', 'gh.29.uk'), field('USER_ID', 'u'), field('USER_ID_LINK', 'l')],
  queryParameters: [field('limit', '50')],
  headers: [field('X-One', 'one')],
  requestExample: { message: 'm' },
} as unknown as OperationView;

const values = initialValues(OPERATION);

describe('a call', () => {
  test('begins with the examples of the path, and nothing that is optional', () => {
    expect(callOf(OPERATION, values)).toEqual({
      verb: 'POST',
      target: '/obp/v4.0.0/banks/gh.29.uk/users/u/links/l',
      body: '{\n  "message": "m"\n}',
      headers: {},
    });
  });

  test('is made under the version that is chosen', () => {
    expect(callOf(OPERATION, { ...values, version: 'OBPv5.1.0' }).target).toMatch(/^\/obp\/v5\.1\.0\/banks\//);
  });

  test('carries what is filled in', () => {
    const call = callOf(OPERATION, { ...values, query: { limit: '1 & 2' }, headers: { 'X-One': '1' } });
    expect(call.target).toMatch(/\?limit=1\+%26\+2$/);
    expect(call.headers).toEqual({ 'X-One': '1' });
  });

  test('has no body where the operation takes none', () => {
    expect(callOf({ ...OPERATION, requestExample: undefined }, values)).not.toHaveProperty('body');
  });

  test('keeps any value within its part of the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (bank) => {
        fc.pre(parameterProblem('path', bank) === undefined);
        const { pathname, search, hash } = new URL(
          callOf(OPERATION, { ...values, path: { ...values.path, BANK_ID: bank } }).target,
          'http://h',
        );
        expect(search + hash).toBe('');
        expect(decodeURIComponent(pathname.split('/')[4] ?? '')).toBe(bank.toWellFormed());
        expect(pathname.endsWith('/users/u/links/l')).toBe(true);
      }),
    );
  });
});

test.each([
  ['path', '', 'empty'],
  ['path', '..', 'dots'],
  ['path', '%2e', undefined],
  ['query', '', undefined],
  ['headers', '', undefined],
  ['headers', 'ü', undefined],
  ['headers', '漢', 'notLatin'],
] as const)('a value in the %s of %j is %s', (kind, value, problem) => {
  expect(parameterProblem(kind, value)).toBe(problem);
});

test('what cannot be sent is found by its name', () => {
  expect(firstProblem(values)).toBeUndefined();
  expect(firstProblem({ ...values, path: { ...values.path, USER_ID: '' } })).toEqual({ kind: 'path', name: 'USER_ID' });
});
