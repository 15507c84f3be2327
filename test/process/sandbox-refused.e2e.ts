import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, runToEnd, saidIn, startService, temporaryFolder } from '../support/service.mjs';

jest.setTimeout(180_000);

const JWT_SECRET = 'a-secret-of-at-least-32-characters';
const BEYOND = [
  'The sandbox, whose passwords are public, would be reachable beyond this machine: set SANDBOX=true if that is meant, or HOST=127.0.0.1',
];
const PRODUCTION = ['The database holds the sandbox, whose passwords are public: it is refused with NODE_ENV=production'];

/** The last line written; all lines before it are progress. */
const verdict = (output: string): string[] => [saidIn(output).at(-1) ?? ''];

describe('the sandbox is nowhere by accident', () => {
  const dataDir = temporaryFolder();
  let env: Record<string, string>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ env, drop } = await ownDatabase());
    const { SANDBOX: _, ...rest } = env;
    env = { ...rest, DATA_DIR: dataDir };
  });
  afterAll(async () => {
    await drop();
    removeFolder(dataDir);
  });

  test('beyond loopback, and on a server: not unless asked for', async () => {
    for (const host of databaseKind() === 'postgres' ? ['127.0.0.1', '0.0.0.0'] : ['0.0.0.0']) {
      const service = await startService({ ...env, HOST: host });
      expect(service.output()).not.toContain('consumer key');
      expect(existsSync(join(dataDir, 'sandbox.json'))).toBe(false);
      expect(await service.stop()).toBe(0);
    }
  });

  test('beyond loopback when asked for by name', async () => {
    const service = await startService({ ...env, HOST: '0.0.0.0', SANDBOX: 'true' });
    expect(service.output()).toContain('consumer key');
    expect(await service.stop()).toBe(0);
  });

  test.each([
    ['beyond loopback unasked', { HOST: '0.0.0.0' }, BEYOND],
    ['beyond loopback though switched off', { HOST: '::', SANDBOX: 'false' }, BEYOND],
    ['in production', { NODE_ENV: 'production', EMBEDDED_DATABASE: 'true', JWT_SECRET }, PRODUCTION],
  ])('a database that holds it is refused %s', async (_, more, lines) => {
    const SECRETS_KEY = readFileSync(join(dataDir, 'secrets-key'), 'utf8');
    const { code, output } = await runToEnd({ ...env, SECRETS_KEY, ...more });
    expect([code, verdict(output)]).toEqual([78, lines]);
    expect(output).not.toContain('listens on');
  });
});
