import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, startedFolder, startService } from '../support/service.mjs';

jest.setTimeout(120_000);

const onPglite = databaseKind() === 'pglite' ? describe : describe.skip;

onPglite('an embedded database that dies', () => {
  let dataDir: string;
  let trigger: string;
  beforeAll(() => {
    dataDir = startedFolder();
    trigger = join(dataDir, 'die');
  });
  afterAll(() => removeFolder(dataDir));

  test.each([
    ['exit', 'code 3'],
    ['throw', 'thrown outside of any query'],
    ['trap', 'unreachable'],
  ])('takes the service along, which says why: %s', async (how, reason) => {
    const hook = fileURLToPath(new URL('../support/dying-engine.mjs', import.meta.url));
    const service = await startService({
      DATA_DIR: dataDir,
      NODE_OPTIONS: `--import=${hook}`,
      DIE_HOW: how,
      DIE_WHEN: trigger,
    });
    const client = await SandboxClient.of(service);
    expect((await client.send(`before ${how}`)).status).toBe(201);
    const ended = new Promise((resolve) => service.process.once('close', resolve));
    writeFileSync(trigger, '');
    await client.send('lost').catch(() => undefined);
    expect(await ended).toBe(1);
    expect(service.output().split('\n')).toContain(`the service ends: the embedded database ended (${reason})`);

    rmSync(trigger);
    const next = await startService({ DATA_DIR: dataDir });
    expect(await (await SandboxClient.of(next)).texts()).toContain(`before ${how}`);
    expect(await next.stop()).toBe(0);
  });
});
