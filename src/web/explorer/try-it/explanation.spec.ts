import { expect, test } from '@jest/globals';
import type { Answer } from '../../browser/call.js';
import type { OperationView } from '../operation-view.js';
import { explain } from './explanation.js';

const OPERATION = {
  roles: [
    { name: 'CanCreateCustomerMessage', requiresBankId: true },
    { name: 'CanCreateCustomer', requiresBankId: true },
  ],
  errors: [
    { key: 'UserNotFoundByIdBadRequest', code: 'OBP-20057', text: 'bad', status: 400 },
    { key: 'UserNotFoundById', code: 'OBP-20057', text: 'not there', status: 404 },
  ],
} as unknown as OperationView;

const answer = (status: number, message: unknown, headers: [string, string][] = []): Answer => ({
  status,
  statusText: '',
  milliseconds: 1,
  headers,
  text: '',
  json: { code: status, message },
});

test('what is no error of OBP is not explained', () => {
  for (const other of [answer(200, 'OBP-20001: x'), answer(500, 'oops'), answer(400, 5), { ...answer(502, ''), json: undefined }])
    expect(explain(other, OPERATION)).toBeUndefined();
});

test('of errors with one code that with the status is meant', () => {
  expect(explain(answer(404, 'OBP-20057: User not found'), OPERATION)?.error?.text).toBe('not there');
  expect(explain(answer(400, 'OBP-20057: User not found'), OPERATION)?.error?.text).toBe('bad');
});

test('the missing role is named', () => {
  const roles = (message: string): unknown => explain(answer(403, message), OPERATION)?.roles;
  expect(roles('OBP-20006: User is missing one or more roles: CanCreateCustomer')).toEqual(['CanCreateCustomer']);
  expect(roles('OBP-20006: ...')).toEqual(['CanCreateCustomerMessage', 'CanCreateCustomer']);
  expect(roles('OBP-20050: not CanCreateCustomer')).toEqual([]);
});

test('where nobody has to sign in, the values were refused', () => {
  expect(explain(answer(401, 'OBP-20004: x'), { ...OPERATION, authentication: 'none' })?.advice).toBe('values');
});

test('the time to wait is read from the header', () => {
  expect(explain(answer(429, 'OBP-10018: Too', [['Retry-After', '42']]), OPERATION)).toMatchObject({ advice: 'wait', wait: 42 });
  expect(explain(answer(429, 'OBP-10018: Too'), OPERATION)).toMatchObject({ wait: undefined });
});

test('missing fields are those that the header names', () => {
  const text = 'OBP-10001: Incorrect json format.';
  expect(explain(answer(400, text, [['Missing-Fields', 'message, group.text']]), OPERATION)?.missing).toEqual(['message', 'group.text']);
  expect(explain(answer(400, text), OPERATION)?.missing).toEqual([]);
});

test.each([
  [401, 'OBP-20008: x', 'signIn'],
  [400, 'OBP-10001: x', 'body'],
  [400, 'OBP-30001: x', 'values'],
  [403, 'OBP-20050: x', 'allowed'],
  [404, 'OBP-30046: x', 'notFound'],
  [409, 'OBP-98002: x', 'taken'],
  [503, 'OBP-50019: x', 'later'],
  [413, 'OBP-98001: x', 'read'],
])('%s %s is advised on', (status, message, advice) => {
  expect(explain(answer(status, message), OPERATION)?.advice).toBe(advice);
});
