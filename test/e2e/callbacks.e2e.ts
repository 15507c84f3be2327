import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Answer, Client, exchange, shared } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { type Received, RawGateway, say } from '../support/gateway/raw-gateway.js';
import {
  GATEWAYS,
  type Gateway,
  GATEWAY_SECRETS,
  messageBirdReport,
  PATH_SECRET,
  type Report,
  twilioForm,
  twilioJson,
  vonageReport,
} from '../support/gateway/reports.js';
import { RawSmtp } from '../support/mail/raw-smtp.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { CUSTOMER, MESSAGE, World, type WorldUser } from '../support/world.js';
import { freePort } from '../support/free-port.js';

jest.setTimeout(120_000);

/** As a proxy in front of the service is known, which takes `/cm` away. */
const PUBLIC_URL = 'https://messages.bank.example/cm';
const REFUSED = [403, { code: 403, message: 'OBP-98310: Nothing shows that this call comes from a provider of a bank here.' }];
const TAKEN = [200, { success: 'Success' }];

const TEXT = 'A planted text';

let service: Service;
/** Where the service listens, which only the proxy knows. */
let address: string;
let drop: () => Promise<void>;
let world: World;
let staff: WorldUser;
let bank: string;
let customer: string;
let customers = 0;
let gateway: RawGateway;
/** What the gateway does before it answers, with the id that it will give. */
let beforeAnswer: (id: string) => Promise<unknown>;

const put = (path: string, body: object): Promise<Answer> =>
  world.client.put(`/messaging/v1/banks/${bank}/${path}`, body, { token: staff.token });

const callbackUrl = (provider: string): string => `${PUBLIC_URL}/messaging/v1/callbacks/${bank}/${provider}`;

/** As the proxy hands a call on. */
async function call({ method, url, headers, body }: Report, from?: string): Promise<[number, unknown]> {
  const length: Record<string, string> = method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
  const client: Record<string, string> = from === undefined ? {} : { 'X-Forwarded-For': from };
  const path = url.slice(PUBLIC_URL.length);
  const answer = await exchange(address, method, path, { ...headers, ...length, ...client }, method === 'POST' ? body : undefined);
  return [answer.status, answer.body];
}

/** The customer of the next messages: an address that is said to be bad gets no others. */
async function becomeAnother(): Promise<void> {
  customers += 1;
  const facts = { ...CUSTOMER, mobile_phone_number: `+346000000${10 + customers}`, email: `ana.${customers}@customers.example` };
  const made = await world.client.post(`/obp/v4.0.0/banks/${bank}/customers`, facts, { token: world.admin.token });
  customer = made.body.customer_id;
}

/** A message that the gateway has taken, by this provider. */
async function send(provider: string): Promise<{ message: string; request: Received; id: string }> {
  const id = `ref-${randomUUID()}`;
  let request: Received | undefined;
  const preset = GATEWAYS[provider] as Gateway;
  await becomeAnother();
  expect((await put('routes/SMS', { channel: 'sms', providers: [{ provider_id: provider }] })).status).toBe(200);
  gateway.deed = (socket, received) => {
    request = received;
    void beforeAnswer(id).then(() => say(200, preset.answer(id))(socket, received));
  };
  const { status, body } = await world.client.post(
    `/messaging/v1/banks/${bank}/customers/${customer}/messages`,
    { ...MESSAGE, message: TEXT, transport: 'SMS' },
    { token: staff.token },
  );
  expect(status).toBe(201);
  await reaches(body.id, ['sent', 'delivered', 'failed']);
  return { message: body.id, request: request as unknown as Received, id };
}

async function reaches(message: string, wanted: readonly string[], seconds = 30): Promise<any> {
  for (let round = 0; ; round++) {
    const path = `/messaging/v1/banks/${bank}/customers/${customer}/messages/${message}`;
    const { body } = await world.client.get(path, { token: staff.token });
    const [delivery] = body.deliveries;
    if (wanted.includes(delivery.status)) return delivery;
    if (round > seconds * 20) throw new Error(`not ${wanted.join()}: ${JSON.stringify(delivery)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  const database = await ownDatabase();
  drop = database.drop;
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  service = await startService({
    ...database.env,
    PORT: String(port),
    PUBLIC_URL,
    LOG_LEVEL: 'trace',
    ACCESS_LOG: 'true',
    TRUSTED_PROXIES: '127.0.0.1',
  });
  world = await World.create(new Client(address), service.dataDir);
  bank = await world.bank();
  staff = await world.user('staff');
  for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages', 'CanGetDeliveries', 'CanManageProviders', 'CanManageRoutes'])
    await world.grant(staff, role, bank);
  await becomeAnother();
  gateway = await RawGateway.start(say(500));
  beforeAnswer = () => Promise.resolve();
  for (const [name, { settings }] of Object.entries(GATEWAYS)) {
    const saved = await put(`providers/${name}`, { kind: 'http', settings: { url: gateway.url(), ...settings } });
    expect(saved.body).toMatchObject({ callback_url: callbackUrl(name) });
  }
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
  await drop();
  removeFolder(service.dataDir);
});

describe.each(Object.entries(GATEWAYS))('%s', (name, preset) => {
  const others = Object.entries(GATEWAYS).filter(([other]) => other !== name);
  const report = async (id: string, status: string): Promise<Report> => preset.report(callbackUrl(name), id, status);

  test('is told where to report, and its report delivers the message', async () => {
    const { message, request, id } = await send(name);
    const isTold = ['twilio', 'infobip', 'messagebird', 'vonage'].includes(name);
    expect(decodeURIComponent(request.body).includes(callbackUrl(name))).toBe(isTold);
    expect(await reaches(message, ['sent'])).toMatchObject({ ended_at: null });
    const said = await report(id, preset.delivered);
    expect(await call(said)).toEqual(TAKEN);
    const delivery = await reaches(message, ['delivered']);
    expect(delivery).toMatchObject({ reason: '', ended_at: expect.any(String) });

    // Said again it changes nothing, and neither does what is said too late.
    expect(await call(said)).toEqual(TAKEN);
    expect(await call(await report(id, preset.failed))).toEqual(TAKEN);
    expect(await reaches(message, ['delivered'])).toEqual(delivery);
  });

  test('reports a failure', async () => {
    const { message, id } = await send(name);
    expect(await call(await report(id, preset.failed))).toEqual(TAKEN);
    expect(await reaches(message, ['failed'])).toMatchObject({ reason: 'undelivered' });
  });

  test('reports before it answers', async () => {
    beforeAnswer = async (id) => {
      expect(await call(await report(id, preset.delivered))).toEqual(TAKEN);
    };
    const { message } = await send(name);
    beforeAnswer = () => Promise.resolve();
    await reaches(message, ['delivered']);
  });

  test('may report on what nobody knows, and on what is no news', async () => {
    expect(await call(await report(`ref-${randomUUID()}`, preset.delivered))).toEqual(TAKEN);
    expect(await call(await report(`ref-${randomUUID()}`, 'on-the-moon'))).toEqual(TAKEN);
    const [status, body] = await call(await report('', preset.delivered));
    expect([status, body]).toEqual([400, expect.objectContaining({ message: expect.stringMatching(/^OBP-98311/) })]);
  });

  test('is believed at its own URL alone', async () => {
    const { message, id } = await send(name);
    const said = await report(id, preset.delivered);
    const forged: Report[] = [
      { ...said, headers: { 'Content-Type': said.headers['Content-Type'] ?? 'text/plain' }, url: said.url.replace(/\/the-secret-.*/, '') },
      { ...said, url: said.url.replace(`/${name}`, '/nobody') },
      { ...said, url: said.url.replace(bank, 'nowhere') },
      { ...said, url: said.url.replace(`/${name}`, `/${name}%2Fx`) },
      { ...said, url: said.url.replace(`/${name}`, `/${name.toUpperCase()}`) },
      ...(await Promise.all(others.map(async ([, other]) => other.report(callbackUrl(name), id, other.delivered)))),
      ...others.map(([other]) => ({ ...said, url: said.url.replace(`/${name}`, `/${other}`) })),
    ];
    for (const one of forged) expect([one, await call(one)]).toEqual([one, REFUSED]);
    expect(await reaches(message, ['sent'])).toBeDefined();
  });
});

test('what was changed on its way is refused', async () => {
  const to = callbackUrl('twilio');
  const form = twilioForm(to, { MessageSid: 'SM1', MessageStatus: 'delivered' });
  const bird = await messageBirdReport(callbackUrl('messagebird'), 'm1', 'delivered');
  const vonage = await vonageReport(callbackUrl('vonage'), 'u1', 'delivered');
  const changed: Report[] = [
    { ...form, body: form.body.replace('SM1', 'SM2') },
    { ...form, url: `${form.url}?x=1` },
    // Who signs for the address that the proxy calls does not sign for ours.
    { ...twilioForm(address + to.slice(PUBLIC_URL.length), { MessageSid: 'SM1', MessageStatus: 'delivered' }), url: to },
    { ...form, headers: { ...form.headers, 'X-Twilio-Signature': 'AAAA' } },
    { ...bird, url: bird.url.replace('status=delivered', 'status=delivery_failed') },
    await messageBirdReport(callbackUrl('messagebird'), 'm1', 'delivered', '-1 minute'),
    { ...vonage, body: vonage.body.replace('delivered', 'rejected') },
    await vonageReport(callbackUrl('vonage'), 'u1', 'delivered', 3_600),
  ];
  for (const one of changed) expect([one, await call(one)]).toEqual([one, REFUSED]);
  const json = twilioJson(to, '{"MessageSid":"SM1"}');
  expect((await call({ ...json, body: '{"MessageSid":"SM2"}' }))[0]).toBe(403);
  // It is Twilio's, and no form.
  expect((await call(json))[0]).toBe(400);
});

test('a forger learns nothing, whether there is such a provider or not', async () => {
  for (const provider of ['twilio', 'nobody'])
    expect(await call({ ...twilioForm(callbackUrl(provider), { MessageSid: 'SM1' }), headers: {} }, '192.0.2.9')).toEqual(REFUSED);
});

test('a long body is read only of who knows the secret', async () => {
  const body = JSON.stringify({ reference: 'r1', status: 'delivered', more: 'x'.repeat(100_000) });
  const headers = { 'Content-Type': 'application/json' };
  const at = (url: string, text = body): Promise<[number, unknown]> => call({ method: 'POST', url, headers, body: text });
  expect(await at(`${callbackUrl('generic')}/${PATH_SECRET}`)).toEqual(TAKEN);
  const [known] = await at(`${callbackUrl('generic')}/${PATH_SECRET}`, 'x'.repeat(1_100_000));
  const strangers = await Promise.all(
    [
      callbackUrl('generic'),
      `${callbackUrl('generic')}/wrong-secret`,
      callbackUrl('twilio'),
      `${callbackUrl('nobody')}/${PATH_SECRET}`,
    ].map((url) => at(url)),
  );
  expect([known, ...strangers.map(([status]) => status)]).toEqual([413, 413, 413, 413, 413]);
  expect(new Set(strangers.map(([, answer]) => JSON.stringify(answer))).size).toBe(1);
});

test('an address from which too many forged calls of a provider come has to wait with them, and nobody else', async () => {
  const forged = { ...twilioForm(callbackUrl('twilio'), { MessageSid: 'SM1' }), headers: {} };
  const statuses = [];
  for (let round = 0; round < 5; round++)
    statuses.push(...(await Promise.all(Array.from({ length: 70 }, () => call(forged, '192.0.2.7')))).map(([status]) => status));
  expect(statuses.filter((status) => status === 403).length).toBeGreaterThanOrEqual(300);
  expect((await call(forged, '192.0.2.7'))[0]).toBe(429);
  // Gateways call for many banks from the same addresses: what one of them refuses holds up no other.
  expect(await call(await (GATEWAYS.generic as Gateway).report(callbackUrl('generic'), 'unknown-id', 'delivered'), '192.0.2.7')).toEqual(
    TAKEN,
  );
  expect((await call(forged, '192.0.2.8'))[0]).toBe(403);
  expect(await call(twilioForm(callbackUrl('twilio'), { MessageSid: 'SM1', MessageStatus: 'sent' }))).toEqual(TAKEN);
});

test('a provider that was switched off still reports on what it took', async () => {
  const { message, id } = await send('generic');
  const { settings } = GATEWAYS.generic as Gateway;
  const off = await put('providers/generic', { kind: 'http', settings: { url: gateway.url(), ...settings }, is_enabled: false });
  expect(off.body.is_enabled).toBe(false);
  const report = await (GATEWAYS.generic as Gateway).report(callbackUrl('generic'), id, 'delivered');
  expect(await call(report)).toEqual(TAKEN);
  await reaches(message, ['delivered']);
  await put('providers/generic', { kind: 'http', settings: { url: gateway.url(), ...settings } });
});

test('a mail that came back has failed', async () => {
  const smtp = await RawSmtp.start();
  const settings = { host: '127.0.0.1', port: smtp.port, tls: 'none', from: 'bank@bank.example', callbackSecret: PATH_SECRET };
  const saved = await put('providers/mail', { kind: 'smtp', settings });
  expect(saved.body).toMatchObject({ callback_url: callbackUrl('mail'), secrets: ['callbackSecret'] });
  await put('routes/EMAIL', { channel: 'email', providers: [{ provider_id: 'mail' }] });
  const { body } = await world.client.post(
    `/messaging/v1/banks/${bank}/customers/${customer}/messages`,
    { ...MESSAGE, message: TEXT, transport: 'EMAIL' },
    { token: staff.token },
  );
  await reaches(body.id, ['sent']);
  const messageId = /^message-id: *(<[^>]+>)/im.exec(smtp.mails[0] ?? '')?.[1] ?? '';
  const notification = [
    'From: MAILER-DAEMON@mx.example',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; ana@customers.example',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    `X-Filling: ${'x'.repeat(30_000)}`,
    '',
    '--b--',
    '',
  ].join('\r\n');
  const posted: Report = { method: 'POST', url: callbackUrl('mail'), headers: { 'Content-Type': 'message/rfc822' }, body: notification };
  expect((await call(posted))[0]).toBe(413);
  expect(await call({ ...posted, url: `${posted.url}/${PATH_SECRET}` })).toEqual(TAKEN);
  expect(await reaches(body.id, ['failed'])).toMatchObject({ reason: 'undelivered' });
  // An answer to our mail is no report.
  expect(await call({ ...posted, url: `${posted.url}/${PATH_SECRET}`, body: 'From: ana@customers.example\r\n\r\nThank you' })).toEqual(
    TAKEN,
  );
  await smtp.close();
});

test('providers that do not report have no URL, and on loopback one needs no TLS', async () => {
  expect((await put('providers/sim', { kind: 'simulator', settings: {} })).body).toMatchObject({ callback_url: null });
  const there = await World.create();
  const own = await there.bank();
  await there.grant(there.admin, 'CanManageProviders', own);
  const settings = { url: 'https://gateway.example/', from: 'BANK', callbackSecret: PATH_SECRET };
  const { body } = await there.client.put(
    `/messaging/v1/banks/${own}/providers/one`,
    { kind: 'http', settings },
    { token: there.admin.token },
  );
  // On loopback nobody is on the way.
  expect(body).toMatchObject({ callback_url: `${shared().url}/messaging/v1/callbacks/${own}/one`, secrets: ['callbackSecret'] });
  expect(JSON.stringify(body)).not.toContain(PATH_SECRET);
});

test('no log has a secret, a path, a number or a text', () => {
  const output = service.output();
  expect(output).toContain('"operationId":"receiveSecretCallback"');
  for (const word of [...GATEWAY_SECRETS, `callbacks/${bank}`, 'wrong-secret', '346000000', 'customers.example', TEXT])
    expect(output.split('\n').filter((line) => line.includes(word))).toEqual([]);
});
