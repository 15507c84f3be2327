import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { firstOf, type Place, sessionOf } from './several-hosts.js';

const place = (host: string): Place => ({ host, port: 5432 });
const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('the first of several hosts', () => {
  const asked: string[] = [];
  const find = (hosts: Record<string, () => Promise<Place>>): Promise<Place> => {
    asked.length = 0;
    return firstOf(Object.keys(hosts), (host) => {
      asked.push(host);
      return (hosts[host] as () => Promise<Place>)();
    });
  };
  const suits = (host: string) => () => Promise.resolve(place(host));
  const fails = (code: string) => () => Promise.reject(failure(code));

  test('is the first that suits, and those after it are not asked', async () => {
    expect(await find({ a: fails('25006'), b: suits('b'), c: suits('c') })).toEqual(place('b'));
    await sleep(300);
    expect(asked).toEqual(['a', 'b']);
  });

  test('one that has vanished is not waited for', async () => {
    const since = performance.now();
    expect(await find({ a: () => new Promise(() => undefined), b: suits('b') })).toEqual(place('b'));
    expect(performance.now() - since).toBeLessThan(1_000);
  });

  test('one that takes its time is used where no other suits', async () => {
    const slow = async (): Promise<Place> => {
      await sleep(400);
      return place('a');
    };
    expect(await find({ a: slow, b: fails('25006') })).toEqual(place('a'));
  });

  test('a refused login ends the search', async () => {
    await expect(find({ a: fails('28P01'), b: suits('b') })).rejects.toMatchObject({ code: '28P01' });
    expect(asked).toEqual(['a']);
  });

  test('where none suits, a standby is what is said', async () => {
    await expect(find({ a: fails('25006'), b: fails('ECONNREFUSED') })).rejects.toMatchObject({ code: '25006' });
    await expect(find({ a: fails('ENOTFOUND'), b: fails('ECONNREFUSED') })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

test('target_session_attrs is what lets the service write', () => {
  expect([undefined, 'any', 'read-write', 'primary'].map(sessionOf)).toEqual(['any', 'any', 'read-write', 'primary']);
  for (const wrong of ['standby', 'prefer-standby', 'read-only', 'x'])
    expect(() => sessionOf(wrong)).toThrow('target_session_attrs must be one of any, read-write, primary');
});
