import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, temporaryFolder } from '../support/service.mjs';
import { until } from '../support/sql.js';

jest.setTimeout(120_000);

const root = fileURLToPath(new URL('../../', import.meta.url));

test('npm start: no second build, and a signal to npm ends the service as well', async () => {
  const { env, drop } = await ownDatabase();
  const dataDir = temporaryFolder();
  const npm = spawn('npm', ['start'], { cwd: root, env: { ...process.env, ...env, DATA_DIR: dataDir, PORT: '0' } });
  const ended = new Promise((resolve) => npm.once('close', resolve)); // once nobody can write to its output any more
  let output = '';
  npm.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const listening = (): string | undefined => /listens on (\S+)/.exec(output)?.[1];
  await until('it listens', () => listening() !== undefined, 100);
  expect(output).not.toContain('building');
  expect((await exchange(listening() ?? '', 'GET', '/health/ready', {})).status).toBe(200);

  npm.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(output).toContain('stopping');
  await drop();
  removeFolder(dataDir);
});
