import { describe, expect, jest, test } from '@jest/globals';
import { databaseKind } from '../../support/databases.mjs';
import { runToEnd, saidIn } from '../../support/service.mjs';

jest.setTimeout(120_000);

const LONG = 'x'.repeat(32);

const once = databaseKind() === 'pglite' ? describe : describe.skip;

once('wrong configuration ends the start with 78 and a line for each cause', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ PORT: 'eighty' }, ['PORT must be an integer from 0 to 65535']],
    [{ DATABASE_URL: 'mysql://root:geheim@localhost/x' }, ['DATABASE_URL must be a postgres:// URL']],
    [{ DATABASE_URL: 'geheim' }, ['DATABASE_URL must be a postgres:// URL']],
    [{ DATABASE_URL: 'postgres://u:geheim%zz@localhost/x' }, ['DATABASE_URL must be a postgres:// URL']],
    [{ JWT_SECRET: 'geheim' }, ['JWT_SECRET must be one or more comma-separated keys of at least 32 characters']],
    [{ NODE_ENV: 'production' }, ['JWT_SECRET is required with NODE_ENV=production']],
    [{ NODE_ENV: 'production', JWT_SECRET: '' }, ['JWT_SECRET is required with NODE_ENV=production']],
    [
      { NODE_ENV: 'production', SANDBOX: 'true', JWT_SECRET: `${LONG},geheim`, LOG_LEVEL: 'geheim', HOST: '0.0.0.0' },
      [
        'JWT_SECRET must be one or more comma-separated keys of at least 32 characters',
        'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent',
        'SANDBOX must not be true with NODE_ENV=production: its passwords are public',
      ],
    ],
    [
      { DATABASE_URL: 'postgres://u:geheim@localhost/x?sslmode=verify-full&sslrootcert=/geheim/root.crt' },
      ['DATABASE_URL cannot be used: ENOENT'],
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

  test.each(['no.such.host.invalid', '203.0.113.7'])('HOST=%s, which is not of this machine', async (host) => {
    const { code, output } = await runToEnd({ HOST: host });
    expect([code, output.trim().split('\n').at(-1)]).toEqual([78, expect.stringMatching(/^HOST and PORT: cannot listen there: E[A-Z_]+$/)]);
  });
});
