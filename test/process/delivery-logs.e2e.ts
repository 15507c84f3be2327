import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Answer, Client, exchange } from '../support/client.js';
import { databaseKind, ownDatabase } from '../support/databases.mjs';
import { type Deed, RawGateway, type Received, say } from '../support/gateway/raw-gateway.js';
import { RawSmtp } from '../support/mail/raw-smtp.js';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { sql, until } from '../support/sql.js';
import { CUSTOMER, MESSAGE } from '../support/world.js';

jest.setTimeout(180_000);

const NUMBER = '+34699887766';
const ADDRESS = 'planted.customer@planted-domain.example';
const SECRET = 'planted-callback-secret-0001';
/** None of these may be found in what the service writes, in whatever form: a number may be written without its country. */
const PLANTED = [
  '699887766',
  '699 887 766',
  'planted.customer',
  'planted-domain',
  'planted-text',
  'planted-metadata',
  'planted-reference',
  SECRET,
];

/** A gateway that quotes the whole request in whatever it answers, right or wrong, by turns. */
const quoted = (request: Received): string => `${request.target} ${JSON.stringify(request.headers)} ${request.body}`;
const DEEDS: readonly Deed[] = [
  (socket, request) => say(201, { id: digest(request.body), echo: quoted(request) })(socket, request),
  (socket, request) => say(400, { id: '', error: quoted(request) })(socket, request),
  (socket, request) => say(500, `<html>${quoted(request)}</html>`)(socket, request),
  (socket, request) => say(429, quoted(request), { 'Retry-After': '1' })(socket, request),
  (socket, request) => say(302, '', { Location: `http://127.0.0.1/${encodeURIComponent(request.body)}` })(socket, request),
  (socket, request) => socket.end(`HTTP/1.1 200 ${request.body.replace(/\s/g, ' ')}\r\ncontent-length: 100\r\n\r\n{"id`),
  (socket: Socket, request) => void socket.end(`${request.body}\r\n\r\n`),
  (socket: Socket) => void socket.destroy(),
];

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 20);

describe('the log of deliveries at LOG_LEVEL=trace', () => {
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  let service: Service;
  let staff: SandboxClient;
  let admin: string;
  let customer: string;
  let gateway: RawGateway;
  let mail: RawSmtp;
  let refusal = '550 5.1.1';
  const logs: (() => string)[] = [];

  const bank = (path: string): string => `/messaging/v1/banks/${staff.sandbox.bank_id}/${path}`;
  const call = (token: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return exchange(service.url, method, path, { DirectLogin: `token=${token}`, 'Content-Type': 'application/json' }, payload);
  };
  const deliveries = async (): Promise<any[]> => (await staff.get(bank('deliveries?limit=500'))).body.deliveries;
  const start = async (): Promise<void> => {
    service = await startService({ ...database.env, LOG_LEVEL: 'trace', ...(service ? { DATA_DIR: service.dataDir } : {}) });
    logs.push(service.output);
  };

  beforeAll(async () => {
    database = await ownDatabase();
    await start();
    staff = await SandboxClient.of(service);
    const { users, consumer_key: key } = staff.sandbox;
    admin = await new Client(service.url).login(users.admin.username, users.admin.password, key);
    for (const [role_name, bank_id] of [
      ['CanCreateCustomerAtAnyBank', ''],
      ['CanManageProviders', staff.sandbox.bank_id],
      ['CanManageRoutes', staff.sandbox.bank_id],
    ])
      expect((await call(admin, 'POST', `/obp/v4.0.0/users/${users.admin.user_id}/entitlements`, { bank_id, role_name })).status).toBe(201);
    const facts = { ...CUSTOMER, mobile_phone_number: NUMBER, email: ADDRESS };
    customer = (await call(admin, 'POST', `/obp/v4.0.0/banks/${staff.sandbox.bank_id}/customers`, facts)).body.customer_id;
    let turn = 0;
    gateway = await RawGateway.start((socket, request) => DEEDS[turn++ % DEEDS.length]?.(socket, request));
    mail = await RawSmtp.start({ rcpt: (socket: Socket) => void socket.write(`${refusal} <${ADDRESS}> planted-text is unknown\r\n`) });
    const providers = {
      gateway: {
        kind: 'http',
        settings: {
          url: gateway.url(),
          body: { to: '{{to}}', text: '{{text}}' },
          reference: '/id',
          error: '/error',
          callbackSecret: SECRET,
        },
      },
      mail: { kind: 'smtp', settings: { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'bank@bank.example' } },
    };
    for (const [id, provider] of Object.entries(providers))
      expect((await call(admin, 'PUT', bank(`providers/${id}`), provider)).status).toBe(200);
    for (const [transport, channel, provider_id] of [
      ['SMS', 'sms', 'gateway'],
      ['EMAIL', 'email', 'mail'],
    ])
      expect((await call(admin, 'PUT', bank(`routes/${transport}`), { channel, providers: [{ provider_id }] })).status).toBe(200);
  });

  afterAll(async () => {
    await service.stop();
    await Promise.all([gateway.close(), mail.close()]);
    await database.drop();
    removeFolder(service.dataDir);
  });

  const message = (more: object = {}): object => ({ ...MESSAGE, transport: 'SMS', message: 'planted-text', ...more });

  test('messages to a gateway that quotes them in every wrong answer, and to a server of mail that names the customer', async () => {
    const token = staff.token;
    for (let number = 0; number < 2 * DEEDS.length; number++)
      expect(
        (await call(token, 'POST', `/obp/v4.0.0/banks/${staff.sandbox.bank_id}/customers/${customer}/messages`, message())).status,
      ).toBe(201);
    const more = { reference: 'planted-reference', metadata: { note: 'planted-metadata' } };
    for (const priority of ['high', 'normal', 'bulk'])
      expect((await call(token, 'POST', bank(`customers/${customer}/messages`), message({ priority, ...more }))).status).toBe(201);
    const batch = ['SMS', 'EMAIL', 'EMAIL'].map((transport) => message({ transport, customer_id: customer }));
    expect((await call(token, 'POST', bank('messages'), batch)).status).toBe(207);
    for (const wrong of [message({ priority: 'planted-text' }), message({ channels: ['planted-text'] }), { message: 'planted-text' }])
      expect((await call(token, 'POST', bank(`customers/${customer}/messages`), wrong)).status).toBe(400);
    // Not all of them: the gateway answers so badly that its circuit opens.
    const outcomes = async (): Promise<ReadonlySet<string>> =>
      new Set((await deliveries()).flatMap(({ attempts }) => attempts.map(({ outcome }: { outcome: string }) => outcome)));
    await until('each kind of answer came, and the mails have ended', async () => {
      const [known, mails] = [await outcomes(), (await deliveries()).filter(({ channel }) => channel === 'email')];
      const isOver = mails.length === 2 && mails.every(({ status }) => status === 'failed' || status === 'suppressed');
      return isOver && ['accepted', 'permanent', 'temporary', 'unknown'].every((outcome) => known.has(outcome));
    });
    // The server's refusal suppresses the address, so the second mail may not be tried any more.
    const mails = (await deliveries()).filter(({ channel }) => channel === 'email');
    expect(mails.map(({ reason }) => reason)).toContain('address_rejected');
  });

  test('what is seen, previewed, cancelled and driven again', async () => {
    const some = (await deliveries()).slice(0, 8);
    expect(some).toHaveLength(8);
    for (const { customer_id, message_id, delivery_id } of some) {
      const path = bank(`customers/${customer_id}/messages/${message_id}`);
      expect((await call(staff.token, 'GET', path)).status).toBe(200);
      expect((await call(staff.token, 'GET', `${path}/deliveries/${delivery_id}/preview`)).status).toBe(200);
      await call(admin, 'POST', `${path}/deliveries/${delivery_id}/cancel`);
      await call(admin, 'POST', `${path}/deliveries/${delivery_id}/redrive`);
    }
    for (const path of ['deliveries?reference=planted-reference', 'deliveries?status=planted-text']) await staff.get(bank(path));
  });

  test('what a provider tells, right and wrong', async () => {
    const where = `/messaging/v1/callbacks/${staff.sandbox.bank_id}/gateway`;
    for (const secret of [SECRET, `${SECRET}-wrong`])
      for (const [body, status] of [
        [JSON.stringify({ reference: NUMBER, status: 'planted-text', to: NUMBER }), 200],
        [JSON.stringify({ id: NUMBER, status: 'planted-text', to: NUMBER }), 400],
        [`{"planted-text": ${NUMBER}`, 400],
      ] as const) {
        const answer = await exchange(service.url, 'POST', `${where}/${secret}`, { 'Content-Type': 'application/json' }, body);
        expect(answer.status).toBe(secret === SECRET ? status : 403);
      }
  });

  (databaseKind() === 'postgres' ? test : test.skip)('a database that refuses rows, and quotes them, and that goes away', async () => {
    const url = String(database.env.DATABASE_URL);
    // By mail, since the circuit of the gateway may be open, and refused for a reason that does not suppress the address.
    refusal = '550 5.7.1';
    await sql(url, 'DELETE FROM suppressions');
    const create = (): Promise<Answer> =>
      call(staff.token, 'POST', bank(`customers/${customer}/messages`), message({ transport: 'EMAIL' }));
    for (const [table, column] of [
      ['messages', 'message'],
      ['delivery_attempts', 'send_key'],
      ['deliveries', 'address_shown'],
    ]) {
      await sql(url, `ALTER TABLE ${table} ADD CONSTRAINT planted CHECK (${column} = '') NOT VALID`);
      await Promise.all(Array.from({ length: 8 }, create));
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      if (table !== 'messages')
        await until('a worker has met a refused row', () => service.output().includes('deliveries are held up (23514)'));
      await sql(url, `ALTER TABLE ${table} DROP CONSTRAINT planted`);
    }
    for (let round = 0; round < 5; round++) {
      const created = Array.from({ length: 8 }, create);
      await sql(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'customer-messages'`,
      );
      await Promise.all(created);
    }
    await until('it works again', async () => (await create()).status === 201);
    expect(service.output()).toMatch(/deliveries are held up|what became of deliveries cannot be stored/);
  });

  test('a kill in the middle, and the start after it', async () => {
    await call(staff.token, 'POST', bank(`customers/${customer}/messages`), message());
    await service.stop('SIGKILL');
    await start();
    const again = await SandboxClient.of(service);
    expect((await again.get(bank('deliveries'))).status).toBe(200);
  });

  test('holds nothing of what was sent, nor to whom', () => {
    const all = logs.map((log) => log()).join('\n');
    expect(all.length).toBeGreaterThan(1_000);
    const lines = all.split('\n').map((line) => decoded(line).toLowerCase());
    for (const planted of PLANTED) expect(lines.filter((line) => line.includes(planted.toLowerCase()))).toEqual([]);
  });
});

/** A line with what is percent-encoded in it read. */
const decoded = (line: string): string =>
  line.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
