import { expect, jest, test } from '@jest/globals';
import { ownDatabase } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, startService, temporaryFolder } from '../support/service.mjs';

jest.setTimeout(180_000);

const WANTED = 2_000;
const AT_ONCE = 64;

test('kill -9 among 2,000 concurrent creates loses no message that was answered 201, and doubles none', async () => {
  const { env, drop } = await ownDatabase();
  const dataDir = temporaryFolder();
  let service = await startService({ ...env, DATA_DIR: dataDir });
  const client = await SandboxClient.of(service);

  const answered: string[] = [];
  let sent = 0;
  let killed: Promise<number | null> | undefined;
  const sender = async (): Promise<void> => {
    while (sent < WANTED) {
      const text = `message ${sent++}`;
      const status = await client.send(text).then(
        (answer) => answer.status,
        () => undefined, // the connection broke
      );
      if (status === 201) answered.push(text);
      if (answered.length >= WANTED / 2) killed ??= service.stop('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  expect(await killed).toBeNull();
  expect(answered.length).toBeGreaterThanOrEqual(WANTED / 2);
  expect(answered.length).toBeLessThan(WANTED);

  service = await startService({ ...env, DATA_DIR: dataDir });
  const texts = await (await SandboxClient.of(service)).texts();
  expect(new Set(texts).size).toBe(texts.length);
  const listed = new Set(texts);
  expect(answered.filter((text) => !listed.has(text))).toEqual([]);
  expect(await service.stop()).toBe(0);
  await drop();
  removeFolder(dataDir);
});
