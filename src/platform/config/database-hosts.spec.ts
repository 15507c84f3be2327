import { describe, expect, test } from '@jest/globals';
import { databaseHosts } from './database-hosts.js';

describe('the hosts of a URL', () => {
  test.each<[url: string, urls: string[], session?: string]>([
    ['postgres://user:pass@one/db', ['postgres://user:pass@one/db']],
    ['postgres://one:5433', ['postgres://one:5433']],
    ['postgres:///db?host=%2Frun%2Fpg', ['postgres:///db?host=%2Frun%2Fpg']],
    ['postgres://u:p,q@one/db?sslmode=require', ['postgres://u:p,q@one/db?sslmode=require']],
    ['postgres://one,two/db', ['postgres://one/db', 'postgres://two/db']],
    [
      'postgresql://u:p@one:5433,two:5434,[::1]/db?sslmode=require&target_session_attrs=read-write',
      [
        'postgresql://u:p@one:5433/db?sslmode=require',
        'postgresql://u:p@two:5434/db?sslmode=require',
        'postgresql://u:p@[::1]/db?sslmode=require',
      ],
      'read-write',
    ],
    ['postgres://one,two/db?port=5433', ['postgres://one/db?port=5433', 'postgres://two/db?port=5433']],
    ['postgres://one,two/db?port=5433,5434', ['postgres://one/db?port=5433', 'postgres://two/db?port=5434']],
    ['postgres:///db?host=one,two&port=5433,5434', ['postgres:///db?host=one&port=5433', 'postgres:///db?host=two&port=5434']],
    ['postgres://u@:5433/db?host=one,two', ['postgres://u@/db?host=one&port=5433', 'postgres://u@/db?host=two&port=5433']],
    ['postgres://%2Frun%2Fa,%2Frun%2Fb:5433/db', ['postgres://%2Frun%2Fa/db', 'postgres://%2Frun%2Fb:5433/db']],
    ['postgres://one/db?target_session_attrs=primary&load_balance_hosts=random', ['postgres://one/db'], 'primary'],
  ])('%s', (url, urls, ...[session]) => expect(databaseHosts(url)).toEqual({ urls, session }));

  test.each(['postgres://one,two,three/db?port=1,2', 'postgres://one:x,two/db', 'postgres://::1,two/db', 'mysql://one/db'])(
    '%s is none',
    (url) => expect(() => databaseHosts(url)).toThrow(),
  );
});
