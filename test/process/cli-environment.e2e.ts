import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { loadConfig } from '../../src/platform/config/config.js';
import { type VariableName, VARIABLES } from '../../src/platform/config/variables.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { removeFolder, temporaryFolder, SHORT_LIVED } from '../support/service.mjs';

jest.setTimeout(600_000);

const run = promisify(execFile);
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const LIST = fileURLToPath(new URL('../support/list-commands.mjs', import.meta.url));

interface Listed {
  readonly words: readonly string[];
  readonly args: readonly string[];
  readonly options: readonly { readonly flag: string; readonly takesValue: boolean }[];
}

/** For variables whose example and default cannot be set beside all others. */
const VALUES: Partial<Record<VariableName, string>> = {
  NODE_ENV: 'production',
  SANDBOX: 'false',
  EMBEDDED_DATABASE: 'true',
  PORT: '8080',
  WORKERS: '3',
  METRICS_PORT: '9464',
  REDIS_URL: process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:1',
  JWT_SECRET: 'a-key-of-32-characters-or-more-it-is',
  SECRETS_KEY: 'another-key-of-32-characters-or-more',
  SUPER_ADMIN_USER_IDS: 'somebody',
  REQUIRE_SCOPES: 'listed',
  FEATURED_APIS: 'createCustomerMessage',
  EXPLORER_CONSUMER_KEY: 'a-key',
  BRAND_LOGO: fileURLToPath(new URL('../support/logo.svg', import.meta.url)),
  HOSTED_BY_ORGANISATION: 'A Bank',
  HOSTED_BY_EMAIL: 'api@bank.example',
  HOSTED_BY_PHONE: '+44 1',
  HOSTED_BY_WEBSITE: 'https://bank.example',
  GIT_COMMIT: 'abcdef',
};

/** What is given for arguments and options, by their names. */
const GIVEN: Record<string, string> = {
  user: 'env.user',
  username: 'env.user',
  email: 'env@example.com',
  consumer: 'Env App',
  name: 'Env App',
  role: 'CanCreateBank',
  'bank-id': 'env.bank',
  'customer-id': 'env-customer',
};

/** Makes what the others are about first, and takes it away last. */
const rank = ({ words }: Listed): number => (words.includes('create') ? 0 : words.includes('delete') ? 2 : 1);

// Once, on a server where there is one: what the environment does to the command line is the same on both.
const once = (databaseKind() === 'postgres') === (process.env['TEST_DATABASE_URL'] !== undefined) ? describe : describe.skip;

once('the command line in the environment of the service, with every variable set', () => {
  let env: Record<string, string>;
  let drop: () => Promise<void>;
  const dataDir = temporaryFolder();

  beforeAll(async () => {
    const database = await ownDatabase();
    drop = database.drop;
    const own: Partial<Record<VariableName, string>> = {
      ...VALUES,
      DATA_DIR: dataDir,
      ...(database.env['DATABASE_URL'] === undefined
        ? {}
        : { DATABASE_URL: database.env['DATABASE_URL'], DATABASE_DIRECT_URL: database.env['DATABASE_URL'] }),
    };
    env = Object.fromEntries(Object.entries(VARIABLES).map(([name, variable]) => [name, own[name as VariableName] ?? valueOf(variable)]));
    if (databaseKind() === 'pglite') delete env['DATABASE_URL']; // it runs on the embedded one
  });
  afterAll(async () => {
    await drop();
    removeFolder(dataDir);
  });

  test('every variable has a value here, and all of them together are taken', () => {
    expect(Object.entries(env).filter(([, value]) => value === '')).toEqual([]);
    expect(() => loadConfig(env)).not.toThrow();
  });

  test('every command works', async () => {
    const listed = JSON.parse((await run(process.execPath, [LIST])).stdout) as Listed[];
    expect(listed.length).toBeGreaterThanOrEqual(5);
    for (const command of listed.toSorted((a, b) => rank(a) - rank(b))) {
      const outcome = await cli(argumentsOf(command));
      expect([command.words.join(' '), outcome]).toEqual([command.words.join(' '), { code: 0, stdout: expect.stringMatching(/^[{[]/) }]);
    }
  });

  function argumentsOf({ words, args, options }: Listed): string[] {
    const values = args.map((name) => GIVEN[name] ?? `say in GIVEN what ${name} may be`);
    const flags = options.flatMap(({ flag, takesValue }) => {
      const value = GIVEN[flag.slice(2)];
      return takesValue && value !== undefined ? [flag, value] : [];
    });
    return [...words, ...values, ...flags];
  }

  async function cli(args: string[]): Promise<{ code: unknown; stdout: string }> {
    const call = run(process.execPath, [...SHORT_LIVED, CLI, ...args], { env: { PATH: process.env['PATH'], ...env }, cwd: dataDir });
    call.child.stdin?.end('Operator-Pass-2026!\n');
    return call.then(
      ({ stdout }) => ({ code: 0, stdout }),
      (failed: unknown) => {
        const { code, stderr } = failed as { code: unknown; stderr: string };
        return { code, stdout: stderr };
      },
    );
  }
});

/** As it is written in the environment: the example, else the default. */
function valueOf({ spec, example }: { spec: object; example?: string }): string {
  const { default: usual } = spec as { default?: string | number | boolean | string[] };
  return example ?? (Array.isArray(usual) ? usual.join(',') : String(usual ?? ''));
}
