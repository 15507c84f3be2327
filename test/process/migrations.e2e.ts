import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, temporaryFolder } from '../support/service.mjs';

jest.setTimeout(180_000);

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test('migrations: up, no drift, down to nothing, up again', async () => {
  const { TEST_DATABASE_URL: _, ...rest } = process.env;
  const env = databaseKind() === 'postgres' ? process.env : rest;
  const { stdout, stderr } = await run(process.execPath, ['scripts/migration-check.mjs'], { cwd: root, env });
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n').slice(-5)).toEqual([
    expect.stringMatching(/^up: ran [1-9]\d* migrations$/),
    'drift: 0 statements',
    'down',
    'drift: 0 statements',
    'up again',
  ]);
});

test("TypeORM's command line works on the service's own database", async () => {
  const { env, drop } = await ownDatabase();
  const dataDir = temporaryFolder();
  const typeorm = async (command: string): Promise<string> => {
    const args = ['node_modules/typeorm/cli.js', '-d', 'dist/ormconfig.js', command];
    return (await run(process.execPath, args, { cwd: root, env: { ...process.env, ...env, DATA_DIR: dataDir } })).stdout;
  };
  expect(await typeorm('migration:show')).toContain('[ ] Foundation1763800000000');
  await typeorm('migration:run');
  expect(await typeorm('migration:show')).toMatch(/\[X\] \d+ Foundation1763800000000/);
  await drop();
  removeFolder(dataDir);
});
