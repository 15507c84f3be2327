import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { databaseKind } from '../support/databases.mjs';
import { removeFolder, runToEnd, saidIn, temporaryFolder } from '../support/service.mjs';

jest.setTimeout(120_000);

const LONG = 'x'.repeat(32);
const REPLICA = { DATABASE_URL: 'postgres://127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' };

const once = databaseKind() === 'pglite' ? describe : describe.skip;

once('wrong configuration ends the start with 78 and a line for each cause', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ PORT: 'eighty' }, ['PORT must be an integer from 0 to 65535']],
    [{ DATABASE_URL: 'mysql://root:geheim@localhost/x' }, ['DATABASE_URL must be a postgres:// URL']],
    [{ DATABASE_URL: 'geheim' }, ['DATABASE_URL must be a postgres:// URL']],
    [{ DATABASE_URL: 'postgres://u:geheim%zz@localhost/x' }, ['DATABASE_URL must be a postgres:// URL']],
    [{ JWT_SECRET: 'geheim' }, ['JWT_SECRET must be one or more comma-separated keys of at least 32 characters']],
    [
      { NODE_ENV: 'production' },
      [
        'DATABASE_URL is required with NODE_ENV=production, unless EMBEDDED_DATABASE=true',
        'JWT_SECRET is required with NODE_ENV=production',
        'SECRETS_KEY is required with NODE_ENV=production',
      ],
    ],
    [
      { NODE_ENV: 'production', JWT_SECRET: '', SECRETS_KEY: LONG, EMBEDDED_DATABASE: 'true' },
      ['JWT_SECRET is required with NODE_ENV=production'],
    ],
    [
      { NODE_ENV: 'production', JWT_SECRET: LONG, SECRETS_KEY: '', DATABASE_URL: 'postgres://127.0.0.1:1/x' },
      ['SECRETS_KEY is required with NODE_ENV=production'],
    ],
    [
      { NODE_ENV: 'production', SANDBOX: 'true', JWT_SECRET: `${LONG},geheim`, LOG_LEVEL: 'geheim', HOST: '0.0.0.0' },
      [
        'DATABASE_URL is required with NODE_ENV=production, unless EMBEDDED_DATABASE=true',
        'JWT_SECRET must be one or more comma-separated keys of at least 32 characters',
        'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent',
        'SANDBOX must not be true with NODE_ENV=production: its passwords are public',
        'SECRETS_KEY is required with NODE_ENV=production',
      ],
    ],
    [
      { DATABASE_URL: 'postgres://u:geheim@localhost/x?sslmode=verify-full&sslrootcert=/geheim/root.crt' },
      ['DATABASE_URL cannot be used: ENOENT'],
    ],
    [
      { ...REPLICA, DATABASE_REPLICA_URLS: 'postgres://u:geheim@localhost/x?sslmode=verify-full&sslrootcert=/geheim/root.crt' },
      ['DATABASE_REPLICA_URLS cannot be used: ENOENT'],
    ],
    [
      { ...REPLICA, DATABASE_REPLICA_URLS: 'postgres://u:geheim@localhost/x?sslmode=verify-ca' },
      ['DATABASE_REPLICA_URLS: sslmode=verify-ca needs sslrootcert, the certificate of the authority'],
    ],
    [
      { DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/x', DATABASE_WAIT_SECONDS: '0' },
      ['DATABASE_URL: the server did not answer within 0 seconds: ECONNREFUSED'],
    ],
  ])('%j', async (env, lines) => {
    const { code, output } = await runToEnd(env);
    expect(code).toBe(78);
    expect(saidIn(output).sort()).toEqual(lines);
    expect(output).not.toContain('geheim');
  });

  test('a file .env that is wrong ends it too, with the number of each line', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.env'), 'PORT=0\ngeheim\nDATABSE_URL=geheim\nPORT=1\n');
    const { code, output } = await runToEnd({}, folder);
    expect([code, output.trim().split('\n')]).toEqual([
      78,
      [
        '.env line 2: neither a comment nor NAME=value',
        '.env line 3: DATABSE_URL is no variable of this service; DATABASE_URL is',
        '.env line 4: PORT is there a second time, first in line 1',
      ],
    ]);
    removeFolder(folder);
  });

  test('a name in the environment that is nearly ours is said, and nothing more', async () => {
    const { output } = await runToEnd({ DATABSE_URL: 'geheim', PORT: 'x' });
    expect(output.trim().split('\n')).toEqual([
      'DATABSE_URL in the environment is no variable of this service; if DATABASE_URL is meant, set that',
      'PORT must be an integer from 0 to 65535',
    ]);
  });

  test.each(['no.such.host.invalid', '203.0.113.7'])('HOST=%s, which is not of this machine', async (host) => {
    const { code, output } = await runToEnd({ HOST: host });
    expect([code, output.trim().split('\n').at(-1)]).toEqual([78, expect.stringMatching(/^HOST and PORT: cannot listen there: E[A-Z_]+$/)]);
  });
});
