import { expect, test } from '@jest/globals';
import { OwnWrites } from './own-writes.js';

test('the last write of each user is remembered', () => {
  const writes = new OwnWrites();
  writes.add('a', 1);
  writes.add('b', 2);
  writes.add('a', 3);
  expect(['a', 'b', 'c'].map((user) => writes.last(user))).toEqual([3, 2, Number.NEGATIVE_INFINITY]);
});

test('beyond the bound the oldest is forgotten, and counts for everybody who is not remembered', () => {
  const writes = new OwnWrites(2);
  ['a', 'b', 'a', 'c', 'd'].forEach((user, time) => writes.add(user, time));
  expect(['a', 'b', 'c', 'd', 'e'].map((user) => writes.last(user))).toEqual([2, 2, 3, 4, 2]);
});

test('what all replicas have is forgotten', () => {
  const writes = new OwnWrites();
  ['a', 'b', 'c'].forEach((user, time) => writes.add(user, time));
  writes.forgetUntil(1);
  expect(['a', 'b', 'c'].map((user) => writes.last(user))).toEqual([1, 1, 2]);
});
