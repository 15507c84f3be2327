import { describe, expect, test } from '@jest/globals';
import { homeOf, isWithin } from '../kit/places.js';
import { peopleOf } from './people.js';

const held = (...names: string[]): Parameters<typeof peopleOf>[0] => ({
  is_super_admin: false,
  roles: names.map((name) => ({ role_name: name, bank_id: '' })),
});

describe('who somebody is', () => {
  test.each([
    [held(), false, []],
    [held(), true, ['customer']],
    [held('CanGetDeliveries'), false, ['clerk']],
    [held('CanCreateCustomerMessage'), true, ['customer', 'clerk']],
    [held('CanLockUser'), false, ['administrator']],
    [held('CanManageProviders', 'CanGetCustomerMessages'), false, ['clerk', 'administrator']],
    [held('CanGetCustomer', 'CanReadGlossary'), false, []],
    [{ ...held(), is_super_admin: true }, false, ['administrator']],
  ] as const)('%j, customers %s: %j', (me, hasCustomers, people) => {
    expect(peopleOf(me, hasCustomers)).toEqual(people);
  });

  test.each([
    [[], '/explorer'],
    [['customer'], '/explorer/inbox'],
    [['customer', 'clerk'], '/explorer/send'],
    [['clerk', 'administrator'], '/explorer/send'],
    [['customer', 'administrator'], '/explorer/people'],
  ] as const)('%j are led to %s', (people, home) => {
    expect(homeOf(people)).toBe(home);
  });

  test('a page is within its place, whatever its query; operations are within the Explorer', () => {
    expect(isWithin('/explorer/send?bank=b', '/explorer/send')).toBe(true);
    expect(isWithin('/explorer/operations/x', '/explorer')).toBe(true);
    expect(isWithin('/explorer/audit', '/explorer/people')).toBe(true);
    expect(isWithin('/explorer/send', '/explorer')).toBe(false);
  });
});
