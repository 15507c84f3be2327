import { describe, expect, test } from '@jest/globals';
import { type CallLimitRow, readCallRules, windowsFor } from './call-rules.js';

const row = (change: Partial<CallLimitRow>): CallLimitRow => ({
  consumer_id: 'c',
  api_version: '',
  api_name: '',
  bank_id: '',
  from_date: '2020-01-01T00:00:00+00:00',
  to_date: '2030-01-01T01:00:00+01:00',
  per_second: -1,
  per_minute: -1,
  per_hour: -1,
  per_day: -1,
  per_week: -1,
  per_month: -1,
  ...change,
});
const CALL = { apiVersion: 'v4.0.0', apiName: 'getBank', bankId: 'b' };
const NOW = Date.parse('2026-01-01T00:00:00Z');
const limits = (rows: CallLimitRow[], call = CALL, now = NOW): [string, number][] =>
  windowsFor(readCallRules(rows), call, now).map(({ period, limit }) => [period, limit]);

describe('which limits a call counts against', () => {
  test('none without rows', () => {
    expect(readCallRules(null)).toEqual([]);
    expect(limits([])).toEqual([]);
  });

  test('the limited periods, shortest first', () => {
    const all = row({ per_month: 6, per_week: 5, per_day: 4, per_hour: 3, per_minute: 2, per_second: 1 });
    expect(limits([all])).toEqual([
      ['second', 1],
      ['minute', 2],
      ['hour', 3],
      ['day', 4],
      ['week', 5],
      ['month', 6],
    ]);
    expect(limits([row({ per_minute: 0, per_day: 7 })])).toEqual([['day', 7]]);
  });

  test('the most specific row that is about the call, and no other', () => {
    const rows = [
      row({ per_day: 1 }),
      row({ bank_id: 'b', per_day: 2 }),
      row({ api_version: 'v4.0.0', per_day: 3 }),
      row({ api_name: 'getBank', per_day: 4 }),
      row({ api_version: 'v4.0.0', bank_id: 'b', per_day: 5 }),
      row({ api_name: 'getBank', api_version: 'v4.0.0', bank_id: 'b', per_day: 6 }),
    ];
    for (let left = rows.length; left > 0; left--) expect(limits(rows.slice(0, left))).toEqual([['day', left]]);
    const elsewhere = { apiVersion: 'v1.4.0', apiName: 'other', bankId: 'other' };
    expect(limits(rows, elsewhere)).toEqual([['day', 1]]);
    expect(limits(rows.slice(1), elsewhere)).toEqual([]);
    expect(limits([row({ per_day: 1 }), row({ api_name: 'getBank' })])).toEqual([]); // without limit, so free
  });

  test('a name without a version is about every operation of that name, and about one that does its work', () => {
    const batch = { apiVersion: 'vnone', apiName: 'createMany', alsoNamed: 'createOne', bankId: 'b' };
    const one = { apiVersion: 'v4.0.0', apiName: 'createOne', bankId: 'b' };
    const named = row({ api_name: 'createOne', per_day: 1 });
    for (const call of [one, { ...one, apiVersion: 'v3.1.0' }, batch]) expect(limits([named], call)).toEqual([['day', 1]]);
    const versioned = row({ api_name: 'createOne', api_version: 'v4.0.0', per_day: 2 });
    expect(limits([versioned], one)).toEqual([['day', 2]]);
    for (const call of [{ ...one, apiVersion: 'v3.1.0' }, batch]) expect(limits([versioned], call)).toEqual([]);
    expect(limits([row({ api_name: 'createMany', per_day: 3 })], batch)).toEqual([['day', 3]]);
  });

  test('a version is understood in every form that OBP writes', () => {
    for (const version of ['v4.0.0', 'OBPv4.0.0', '4.0.0', 'obpV4.0.0'])
      expect(limits([row({ api_version: version, per_day: 1 })])).toEqual([['day', 1]]);
    expect(limits([row({ api_version: 'v4.0', per_day: 1 })])).toEqual([]);
  });

  test('only from its first moment to its last', () => {
    const rows = [row({ per_day: 1 })];
    expect(limits(rows, CALL, Date.parse('2020-01-01T00:00:00Z') - 1)).toEqual([]);
    expect(limits(rows, CALL, Date.parse('2020-01-01T00:00:00Z'))).toEqual([['day', 1]]);
    expect(limits(rows, CALL, Date.parse('2030-01-01T00:00:00Z') - 1)).toEqual([['day', 1]]);
    expect(limits(rows, CALL, Date.parse('2030-01-01T00:00:00Z'))).toEqual([]);
  });

  test('different rows count apart, and so do different consumers', () => {
    const keys = [row({}), row({ api_name: 'a' }), row({ bank_id: 'a' }), row({ consumer_id: 'd' })].map(
      (one) => windowsFor(readCallRules([{ ...one, per_day: 1 }]), { apiVersion: '', apiName: 'a', bankId: 'a' }, NOW)[0]?.key,
    );
    expect(new Set(keys).size).toBe(4);
  });
});
