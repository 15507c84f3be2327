import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exchange } from '../support/client.js';
import { databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { launch, removeFolder, runToEnd, type Service, startedFolder, startService, temporaryFolder } from '../support/service.mjs';
import { until } from '../support/sql.js';

jest.setTimeout(180_000);

const alive = async ({ url }: Service): Promise<number> => (await exchange(url, 'GET', '/health/ready', {})).status;

/** The lines of a start that failed, without those that only tell its progress. */
const complaints = (output: string): string[] =>
  output.split('\n').filter((line) => line !== '' && line !== 'starting the embedded database');

const onPglite = databaseKind() === 'pglite' ? describe : describe.skip;

onPglite('DATA_DIR in use', () => {
  const folder = temporaryFolder();
  let dataDir: string;
  let first: Service;

  beforeAll(async () => {
    first = await startService();
    ({ dataDir } = first);
  });
  afterAll(async () => {
    await first.stop();
    removeFolder(dataDir);
    removeFolder(folder);
  });

  const refuses = async (path: string): Promise<void> => {
    const { code, output } = await runToEnd({ DATA_DIR: path });
    expect([code, complaints(output)]).toEqual([
      78,
      [
        `DATA_DIR ${path} is in use by another start of this service (process ${first.process.pid}); stop it, or set another DATA_DIR and PORT`,
      ],
    ]);
    expect(await alive(first)).toBe(200);
  };

  test('a second start says so in one line and leaves the first alone', () => refuses(dataDir));

  test('by whichever path it comes, a long one too', async () => {
    const link = join(folder, 'l'.repeat(120));
    symlinkSync(dataDir, link);
    await refuses(link);
  });

  test('a first start that is suspended is not taken for dead', async () => {
    first.process.kill('SIGSTOP');
    const { code, output } = await runToEnd({ DATA_DIR: dataDir });
    first.process.kill('SIGCONT');
    expect([code, complaints(output)]).toEqual([78, [expect.stringContaining('is in use by another start')]]);
    expect(await alive(first)).toBe(200);
  });

  test('a port in use is one line, and the database of that start is closed properly', async () => {
    const other = join(folder, 'other');
    const { code, output } = await runToEnd({ DATA_DIR: other, PORT: new URL(first.url).port });
    expect([code, output.split('\n').at(-2)]).toEqual([78, 'HOST and PORT: cannot listen there: another program does']);
    expect(output).not.toContain('    at ');
    expect(existsSync(join(other, 'postgres', 'postmaster.pid'))).toBe(false);
    const next = await startService({ DATA_DIR: other });
    expect(next.output()).not.toContain('ran Foundation'); // the port was found taken after the migrations
    expect(await next.stop()).toBe(0);
  });

  test('after kill -9 the next start works at once and has everything', async () => {
    const client = await SandboxClient.of(first);
    expect((await client.send('before kill -9')).status).toBe(201);
    await first.stop('SIGKILL');
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), ''); // as it is in the moment it is made
    first = await startService({ DATA_DIR: dataDir });
    expect(await (await SandboxClient.of(first)).texts()).toContain('before kill -9');
  });
});

onPglite('DATA_DIR', () => {
  const folder = temporaryFolder();
  afterAll(() => removeFolder(folder));

  /** A folder whose format.json is as given. */
  const withFormat = (text: string): string => {
    const dir = join(folder, `format-${text.replace(/\W/g, '') || 'empty'}`);
    mkdirSync(dir);
    writeFileSync(join(dir, 'format.json'), text);
    return dir;
  };

  test.each([
    ['a file in its place', () => write(join(folder, 'file')), 'there is a file in its place'],
    ['a file above it', () => join(write(join(folder, 'above')), 'data'), 'there is a file in its place'],
    ['a place where nothing can be made', () => '/proc/customer-messages', 'no folder can be made there'],
    ['a place where nothing can be written', () => '/proc/self', 'ENOENT|EACCES|EPERM'],
    ['a newer release', () => withFormat('{"format":2}'), 'was made by a newer release \\(format 2, this release reads 1\\)'],
    ['an empty format.json', () => withFormat(''), 'format.json is damaged'],
    ['half a format.json', () => withFormat('{"format":'), 'format.json is damaged'],
    ['a format.json of something else', () => withFormat('{"format":"one"}'), 'format.json is damaged'],
  ])('%s is refused with the reason', async (_, dir, reason) => {
    const path = dir();
    const { code, output } = await runToEnd({ DATA_DIR: path });
    expect([code, complaints(output)]).toEqual([78, [expect.stringMatching(new RegExp(reason))]]);
    expect(output).toContain(path);
  });

  // The super-user may write everywhere.
  (process.getuid?.() === 0 ? test.skip : test)('a folder that only others may write is refused', async () => {
    const dir = join(folder, 'read-only');
    mkdirSync(dir, { mode: 0o500 });
    const { code, output } = await runToEnd({ DATA_DIR: dir });
    expect([code, complaints(output)]).toEqual([78, [`DATA_DIR ${dir} cannot be used: this user may not write there (EACCES)`]]);
  });

  test('a damaged jwt-secret is refused, not used', async () => {
    const dir = join(folder, 'secret');
    mkdirSync(dir);
    writeFileSync(join(dir, 'jwt-secret'), 'short');
    const { code, output } = await runToEnd({ DATA_DIR: dir });
    expect([code, output]).toEqual([78, expect.stringContaining('jwt-secret is damaged')]);
    expect(output).not.toContain('    at ');
  });

  test('a path longer than a socket may have works', async () => {
    const dir = join(folder, 'd'.repeat(110), 'data');
    startedFolder(dir);
    const service = await startService({ DATA_DIR: dir });
    expect((await (await SandboxClient.of(service)).send('from afar')).status).toBe(201);
    const second = await runToEnd({ DATA_DIR: dir, TMPDIR: folder });
    expect([second.code, second.output]).toEqual([78, expect.stringContaining('is in use')]);
    expect(await service.stop()).toBe(0);
  });

  test('a start that is killed while it makes the database leaves nothing half-made', async () => {
    const dir = join(folder, 'impatient');
    for (const delay of [0, 1_500, 2_500]) {
      rmSync(dir, { recursive: true, force: true });
      const { child, output, exited } = launch({ PORT: '0', DATA_DIR: dir });
      await until('the database is being made', () => output().includes('making the embedded database'));
      await sleep(delay);
      child.kill('SIGKILL');
      await exited;
    }
    const service = await startService({ DATA_DIR: dir });
    expect((await (await SandboxClient.of(service)).send('works')).status).toBe(201);
    expect(await service.stop()).toBe(0);
  });
});

function write(file: string): string {
  writeFileSync(file, '');
  return file;
}
