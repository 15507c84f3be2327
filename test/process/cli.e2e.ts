import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, startService, temporaryFolder, SHORT_LIVED } from '../support/service.mjs';

jest.setTimeout(180_000);

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const MANY = fileURLToPath(new URL('../support/many-commands.mjs', import.meta.url));
const PASSWORD = 'Operator-Pass-2026!';

/** Each is one command; the names are the test's own. */
const LIVES = [
  ['user', 'create', '--username', 'later.staff', '--email', 'later@example.com'],
  ['consumer', 'create', '--name', 'Later App'],
  ['user', 'list', '--limit', '1'],
  ['consumer', 'list'],
  ['user', 'disable', 'later.staff'],
  ['user', 'list', '--locked'],
  ['user', 'enable', 'later.staff'],
  ['user', 'list', '--locked'],
  ['consumer', 'disable', 'Later App'],
  ['consumer', 'enable', 'Later App'],
  ['consumer', 'scope', 'Later App', '--role', 'CanCreateBank'],
  ['consumer', 'rotate', 'Later App', '--overlap-hours', '1'],
  ['user', 'reset-password', 'later.staff'],
  ['consumer', 'delete', 'Later App'],
  ['consumer', 'list'],
];

describe('the command line', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let dataDir: string;

  beforeAll(async () => {
    database = await ownDatabase();
    dataDir = temporaryFolder();
  });

  afterAll(async () => {
    await database.drop();
    removeFolder(dataDir);
  });

  /** Runs one command on this suite's database; `input` is what is typed. */
  const cli = (args: string[], input = ''): ReturnType<typeof run> => run([...SHORT_LIVED, CLI, ...args], input);
  const run = (args: string[], input: string): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, args, {
        env: { PATH: process.env.PATH, ...database.env, SANDBOX: 'false', DATA_DIR: dataDir },
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
      child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.end(input);
    });

  test('takes an empty database to a first message over HTTP', async () => {
    const consumer = await cli(['consumer', 'create', '--name', 'First App']);
    expect([consumer.code, consumer.stderr.includes(PASSWORD)]).toEqual([0, false]);
    const { key, secret } = JSON.parse(consumer.stdout) as { key: string; secret: string };
    expect(secret).toMatch(/^[a-z0-9]{40}$/);

    const user = await cli(
      ['user', 'create', '--username', 'first.admin', '--email', 'first@example.com', '--super-admin'],
      `${PASSWORD}\n`,
    );
    expect(user.code).toBe(0);
    const granted = await cli(['entitlement', 'grant', '--user', 'first.admin', '--role', 'CanCreateBank']);
    expect(JSON.parse(granted.stdout)).toMatchObject({ role_name: 'CanCreateBank', bank_id: '' });

    const service = await startService({ ...database.env, SANDBOX: 'false', DATA_DIR: dataDir });
    try {
      const client = new Client(service.url);
      const token = await client.login('first.admin', PASSWORD, key);
      const userId = (await client.get('/obp/v4.0.0/users/current', { token })).body.user_id as string;
      const bank = { id: 'first.bank', short_name: 'First', full_name: 'First Bank', logo: '', website: '', bank_routings: [] };
      expect((await client.post('/obp/v4.0.0/banks', bank, { token })).status).toBe(201);
      for (const role of ['CanCreateCustomer', 'CanCreateCustomerMessage', 'CanGetCustomerMessages', 'CanCreateUserCustomerLink'])
        expect(
          (await client.post(`/obp/v4.0.0/users/${userId}/entitlements`, { bank_id: bank.id, role_name: role }, { token })).status,
        ).toBe(201);
      const customer = await client.post(
        `/obp/v5.0.0/banks/${bank.id}/customers`,
        { legal_name: 'Eveline', mobile_phone_number: '+44 1' },
        { token },
      );
      const path = `/obp/v4.0.0/banks/${bank.id}/customers/${customer.body.customer_id}/messages`;
      const message = { message: 'Welcome', transport: 'SMS', from_department: 'Open Bank', from_person: 'Tom' };
      expect((await client.post(path, message, { token })).status).toBe(201);
      expect((await client.get(path, { token })).body.messages).toHaveLength(1);
      for (let attempt = 0; attempt < 6; attempt++)
        await expect(client.login('first.admin', 'Wrong-Pass-2026!', key)).rejects.toThrow('OBP-20004');
      await expect(client.login('first.admin', PASSWORD, key)).rejects.toThrow('OBP-20013');
    } finally {
      await service.stop();
    }

    const unlocked = await cli(['user', 'unlock', 'first.admin']);
    expect(JSON.parse(unlocked.stdout)).toEqual({ username: 'first.admin', bad_attempts_since_last_success_or_reset: 0 });
    const again = await startService({ ...database.env, SANDBOX: 'false', DATA_DIR: dataDir });
    try {
      expect(await new Client(again.url).login('first.admin', PASSWORD, key)).toMatch(/./);
    } finally {
      await again.stop();
    }
  });

  test('takes users and applications through their lives', async () => {
    const output = await run([MANY, JSON.stringify(LIVES)], `${PASSWORD}\n`);
    if (output.code !== 0) throw new Error(`ended with ${output.code}: ${output.stderr}`);
    const printed = output.stdout.split('--\n').slice(1);
    const [user, app, users, consumers, disabled, locked, , open, off, on, scope, rotated, reset, deleted, left] = printed.map(
      (text): any => JSON.parse(text),
    );
    const { user_id } = user;
    const { consumer_id, key } = app;
    expect(users.users).toEqual([{ user_id, username: 'later.staff', provider: 'customer-messages', is_locked: false, is_deleted: false }]);
    expect(JSON.stringify(consumers.consumers)).toMatch(`"consumer_id":"${consumer_id}"`);
    expect(output.stdout.match(/later@example/g)).toBeNull();
    expect(disabled).toEqual({ user_id, username: 'later.staff', locked: expect.any(String) });
    expect(JSON.stringify(locked.users)).toContain(user_id as string);
    expect(JSON.stringify(open.users)).not.toContain(user_id as string);
    expect([off, on]).toEqual([false, true].map((enabled) => ({ consumer_id, enabled })));
    expect(scope).toEqual({ scope_id: expect.any(String), consumer_id, role_name: 'CanCreateBank', bank_id: '' });
    expect(rotated).toEqual({
      consumer_id,
      key,
      secret: expect.stringMatching(/^[a-z0-9]{40}$/),
      previous_secrets_expire: expect.any(String),
    });
    expect(rotated.secret).not.toBe(app.secret);
    expect(deleted).toEqual({ consumer_id, app_name: 'Later App', deleted: true });
    expect(JSON.stringify(left.consumers)).not.toMatch(consumer_id as string);

    const service = await startService({ ...database.env, SANDBOX: 'false', DATA_DIR: dataDir });
    try {
      expect(reset.link).toBe(`http://127.0.0.1:8080/password-reset?token=${reset.token}`);
      const body = { token: reset.token, new_password: 'Chosen-Later-2026!' };
      expect((await new Client(service.url).post('/messaging/v1/password-resets', body)).status).toBe(204);
    } finally {
      await service.stop();
    }
  });

  test.each([
    ['no command', [], 64],
    ['a limit that is none', ['user', 'list', '--limit', '0'], 64],
    ['an overlap that is none', ['consumer', 'rotate', 'First App', '--overlap-hours', 'long'], 1],
    ['an unknown command', ['nonsense'], 64],
    ['a missing option', ['consumer', 'create'], 64],
    ['an unknown role', ['entitlement', 'grant', '--user', 'first.admin', '--role', 'CanDoAnything'], 1],
    ['an unknown user', ['entitlement', 'grant', '--user', 'nobody.here', '--role', 'CanCreateBank'], 1],
    ['a bank role without a bank', ['entitlement', 'grant', '--user', 'first.admin', '--role', 'CanGetCustomer'], 1],
    ['a scope of no role', ['consumer', 'scope', 'First App', '--role', 'CanDoAnything'], 1],
    ['a user whom nobody has', ['user', 'unlock', 'nobody.at.all'], 1],
    ['a weak password', ['user', 'create', '--username', 'second.admin', '--email', 'second@example.com'], 1, 'short\n'],
  ])('%s is refused with its reason and an exit code', async (_what, args, code, input = '') => {
    const refused = await cli(args, input);
    expect(refused.code).toBe(code);
    expect(refused.stderr).toMatch(code === 1 ? /OBP-\d{5}: / : /error: |Usage: /);
    expect(refused.stdout).toBe('');
  });

  test('--help says what there is', async () => {
    const { code, stdout } = await cli(['--help']);
    expect(code).toBe(0);
    for (const command of ['consumer', 'user', 'entitlement']) expect(stdout).toContain(command);
  });
});
