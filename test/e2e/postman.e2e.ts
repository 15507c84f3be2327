import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { sandboxOf, shared } from '../support/client.js';
import { databaseKind } from '../support/databases.mjs';

const run = promisify(execFile);
const NEWMAN = join(import.meta.dirname, '../../node_modules/newman/bin/newman.js');
const COLLECTION = join(import.meta.dirname, '../support/collection.json');

test('Postman, as it comes, can do the main job', async () => {
  const { url, dataDir } = shared();
  const { consumer_key, customer_id, users } = sandboxOf(dataDir);
  const variables = {
    base_url: url,
    consumer_key,
    customer_id,
    staff: users.staff.username,
    staff_password: users.staff.password,
    text: `Sent by Postman on ${databaseKind()}`,
  };
  const args = Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
  // A failed assertion ends it with 1, and what it wrote says which.
  const { stdout } = await run(process.execPath, [NEWMAN, 'run', COLLECTION, '--color', 'off', '--disable-unicode', ...args]).catch(
    (failed: unknown) => failed as { stdout: string },
  );
  expect(stdout).toMatch(/assertions\s*\|\s*4\s*\|\s*0\s/);
});
