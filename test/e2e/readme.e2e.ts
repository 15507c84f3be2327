import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService, temporaryFolder } from '../support/service.mjs';

/** Where the README says that the service listens. */
const DOCUMENTED_URL = 'http://127.0.0.1:8080';
/** What the README's commands are run by when they are not requests to a running service. */
const RUN_BY_CI = ['npm ci && npm start', 'npm ci && npm test'];
const ON_POSTGRES = 'DATABASE_URL=postgres://user:password@localhost:5432/customer_messages npm start';

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page, in their order. */
const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({ language: language ?? '', text: text?.trim() ?? '' }));

interface Example {
  readonly title: string;
  readonly status: number;
  readonly commands: string;
  readonly answer: unknown;
}

/** Shell blocks with a request, each with the answer that follows it. The first line says what it shows, and the status. */
function examplesOf(blocks: readonly Block[]): Example[] {
  return blocks.flatMap(({ language, text }, at) => {
    if (language !== 'sh' || !text.includes('curl')) return [];
    const [, title, status] = /^# (.+): (\d{3})$/m.exec(text) ?? [];
    const next = blocks[at + 1];
    if (title === undefined || next?.language !== 'json') throw new Error(`the block has no status or no answer:\n${text}`);
    return [{ title, status: Number(status), commands: text, answer: JSON.parse(next.text) }];
  });
}

/** Ids, dates and tokens are of the run: only their form is compared. */
function withoutRun(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z/g, 'DATE')
    .replace(/"eyJ[\w-]+\.[\w-]+\.[\w-]+"/g, '"TOKEN"');
  return JSON.parse(text) as unknown;
}

/** In the order in which a reader comes to them: the later ones use what the shell has from the first. */
const PAGES = ['README.md', 'docs/using.md', 'docs/running.md', 'docs/delivery.md'];
const blocks = PAGES.flatMap((page) => blocksOf(readFileSync(page, 'utf8')));
const examples = examplesOf(blocks);

describe('the README and the guides', () => {
  let service: Service;
  let folder: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    folder = temporaryFolder();
    const database = await ownDatabase();
    drop = database.drop;
    service = await startService(database.env);
    runInOneShell(examples, service.url, folder);
  });

  afterAll(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
    removeFolder(folder);
  });

  test('show success and refusal', () => {
    expect(new Set(examples.map(({ status }) => status))).toEqual(new Set([200, 201, 207, 401, 403, 404]));
  });

  test.each(examples.map((example, at) => ({ ...example, at })))('$title: $status', ({ at, status, answer }) => {
    const shown = readFileSync(join(folder, `${at}.out`), 'utf8');
    const statuses = readFileSync(join(folder, `${at}.err`), 'utf8')
      .trim()
      .split('\n');
    // As text, so that the order of fields counts.
    expect(JSON.stringify(withoutRun(JSON.parse(shown)))).toBe(JSON.stringify(withoutRun(answer)));
    expect(statuses.at(-1)).toBe(String(status));
  });

  test('have no command that nothing runs', () => {
    const others = blocks
      .filter(({ language, text }) => !['json', 'mermaid'].includes(language) && !text.includes('curl'))
      .map(({ text }) => text);
    expect(others).toEqual([...RUN_BY_CI, ON_POSTGRES]);
    const ci = readFileSync('.ci/run', 'utf8');
    for (const command of RUN_BY_CI) expect(ci).toContain(`readme_line '${command}'`);
  });

  if (databaseKind() === 'pglite') return; // the embedded database has no URL

  test('start on PostgreSQL as they say', async () => {
    const { env, drop: dropOwn } = await ownDatabase('postgres');
    const command = ON_POSTGRES.replace(/postgres:\S+/, env['DATABASE_URL'] ?? '');
    const dataDir = join(folder, 'data');
    const child = spawn('bash', ['-c', command], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', DATA_DIR: dataDir },
      detached: true, // a group of its own, so that npm and what it starts end together
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = '';
        child.stdout.on('data', (data: Buffer) => {
          said += data.toString();
          const found = /listens on (\S+)/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
        void ended.then(() => reject(new Error(`npm start ended:\n${said}`)));
      });
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    } finally {
      process.kill(-(child.pid as number), 'SIGTERM');
      await ended;
      await dropOwn();
    }
  });
});

/** One session for all blocks, as a reader has it; each block's output goes to a file, and its statuses to another. */
function runInOneShell(all: readonly Example[], url: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.curlrc'), 'write-out = "%{stderr}%{http_code}\\n"\n');
  const script = all.map(({ commands }, at) => `{\n${commands}\n} > '${folder}/${at}.out' 2> '${folder}/${at}.err'`).join('\n');
  const { status, stderr } = spawnSync('bash', ['-eu', '-o', 'pipefail', '-c', script.replaceAll(DOCUMENTED_URL, url)], {
    env: { PATH: process.env['PATH'], CURL_HOME: folder },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the shell blocks ended with ${status}: ${stderr}`);
}
