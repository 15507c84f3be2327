import { expect, test } from '@jest/globals';
import { chooseCoding } from './choose-coding.js';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['gzip ; q=0.8 , br;Q=0.9', 'br'],
  ['gzip;q=0', undefined],
  ['gzip;q=0.000, br;q=0', undefined],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['gzip;q=0, br;q=0, *', undefined],
  ['*;q=0, gzip', 'gzip'],
  ['identity;q=1, gzip;q=0.5', undefined],
  ['identity;q=0.5, gzip;q=1', 'gzip'],
  ['identity;q=0, gzip', 'gzip'],
  ['identity, gzip', 'gzip'],
  ['deflate, zstd', undefined],
  ['gzip;q=2', undefined],
  ['gzip;x=1', undefined],
  ['gzipped, ungzip', undefined],
  [',,;q=1,', undefined],
])('%s: %s', (header, wanted) => {
  expect(chooseCoding(header)).toBe(wanted);
});
