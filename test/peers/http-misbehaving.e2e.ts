import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { httpKind } from '../../src/messaging/providers/http/http.provider.js';
import type { Provider } from '../../src/messaging/providers/provider.js';
import { Egress } from '../../src/platform/http/egress.js';
import { type Deed, RawGateway, say } from '../support/gateway/raw-gateway.js';
import { EXPIRED_CERTIFICATE, LOCALHOST_CERTIFICATE } from '../support/localhost-tls.js';
import { LOOPBACK, open, outgoing } from '../support/outgoing.js';

/** As `open` of the tests has it. */
const REPORT_TO = 'https://messages.example/messaging/v1/callbacks/provider';

let ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

async function startGateway(deed: Deed, certificate?: string): Promise<RawGateway> {
  const gateway = await RawGateway.start(deed, certificate);
  ends.push(() => gateway.close());
  return gateway;
}

function openProvider(settings: object, egress: Egress = LOOPBACK): Provider {
  const provider = open(httpKind(egress), { from: 'Bank', ...settings });
  ends.unshift(() => provider.close());
  return provider;
}

async function answerTo(deed: Deed, settings: object = {}): Promise<unknown> {
  const gateway = await startGateway(deed);
  return openProvider({ url: gateway.url(), reference: '/id', error: '/error', answerSeconds: 1, ...settings }).send(outgoing());
}

describe('an answer', () => {
  const permanent = (code: string): object => ({ outcome: 'permanent', code, isAddressBad: false });
  test.each<[number, unknown, object]>([
    [200, { id: 'a1' }, { outcome: 'accepted', references: ['a1'] }],
    [202, { id: 17 }, { outcome: 'accepted', references: ['17'] }],
    [200, {}, { outcome: 'unknown', code: 'HTTP 200' }],
    [200, '<html>Please log in</html>', { outcome: 'unknown', code: 'HTTP 200' }],
    [204, '', { outcome: 'unknown', code: 'HTTP 204' }],
    [400, { error: 'bad-number' }, permanent('HTTP 400 bad-number')],
    [422, '<html>', permanent('HTTP 422')],
    [400, { error: '+34600000001' }, permanent('HTTP 400')],
    [400, { error: 'Your' }, permanent('HTTP 400')],
    [400, { error: 'x\r\ny' }, permanent('HTTP 400')],
    [401, {}, { outcome: 'unavailable', code: 'HTTP 401' }],
    [403, {}, { outcome: 'unavailable', code: 'HTTP 403' }],
    [404, {}, { outcome: 'unavailable', code: 'HTTP 404' }],
    [409, {}, { outcome: 'temporary', code: 'HTTP 409' }],
    [429, {}, { outcome: 'throttled', code: 'HTTP 429' }],
    [500, '<html>', { outcome: 'temporary', code: 'HTTP 500' }],
    [502, '<html>', { outcome: 'unknown', code: 'HTTP 502' }],
    [503, '', { outcome: 'temporary', code: 'HTTP 503' }],
    [504, '', { outcome: 'unknown', code: 'HTTP 504' }],
  ])('%s %j', async (status, body, wanted) => expect(await answerTo(say(status, body))).toEqual(wanted));

  test('says when to come back, in seconds or as a date', async () => {
    expect(await answerTo(say(429, '', { 'Retry-After': '7' }))).toEqual({ outcome: 'throttled', code: 'HTTP 429', retryAfter: 7_000 });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const { retryAfter } = (await answerTo(say(503, '', { 'Retry-After': date }))) as { retryAfter: number };
    expect(retryAfter).toBeGreaterThan(50_000);
    expect(retryAfter).toBeLessThanOrEqual(60_000);
    expect(await answerTo(say(429, '', { 'Retry-After': 'soon' }))).toEqual({ outcome: 'throttled', code: 'HTTP 429' });
    expect(await answerTo(say(429, '', { 'Retry-After': '999999999' }))).toMatchObject({ retryAfter: 86_400_000 });
  });

  test('means what the settings say', async () => {
    const settings = { errors: { full: 'throttled', nobody: 'badAddress' }, statuses: { '500': 'unavailable' } };
    expect(await answerTo(say(200, { error: 'full' }), settings)).toEqual({ outcome: 'throttled', code: 'HTTP 200 full' });
    expect(await answerTo(say(400, { error: 'nobody' }), settings)).toEqual({
      outcome: 'permanent',
      code: 'HTTP 400 nobody',
      isAddressBad: true,
    });
    expect(await answerTo(say(500), settings)).toEqual({ outcome: 'unavailable', code: 'HTTP 500' });
  });

  test('of a gateway without ids is known by the key', async () => {
    const gateway = await startGateway(say(200, 'OK'));
    const sent = outgoing();
    const answer = await openProvider({ url: gateway.url() }).send(sent);
    expect(answer).toEqual({ outcome: 'accepted', references: [sent.sendKey] });
    expect(gateway.received[0]?.headers['idempotency-key']).toBe(sent.sendKey);
  });
});

describe('a gateway that does not answer as it should', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
  test.each<[string, Deed, object]>([
    ['cuts the line after the request', (socket) => socket.destroy(), { outcome: 'unknown' }],
    ['says nothing', () => undefined, { outcome: 'unknown', code: 'ETIMEDOUT' }],
    ['says nonsense', (socket) => socket.write('hello\r\n\r\n'), { outcome: 'unknown' }],
    ['cuts its answer', (socket) => socket.end(`${head}content-length: 100\r\n\r\n{"id`), { outcome: 'unknown', code: 'HTTP 200' }],
    ['stops in its answer', (socket) => socket.write(`${head}content-length: 100\r\n\r\n{"id`), { outcome: 'unknown', code: 'HTTP 200' }],
    ['stops in its header', (socket) => socket.write(head), { outcome: 'unknown', code: 'ETIMEDOUT' }],
    ['answers ten megabytes', say(200, `{"id":"a1","x":"${'x'.repeat(10_000_000)}"}`), { outcome: 'unknown', code: 'HTTP 200' }],
    ['answers ten megabytes of a refusal', say(400, 'x'.repeat(10_000_000)), { outcome: 'permanent', code: 'HTTP 400' }],
    [
      'never ends',
      (socket) => flood(socket, `${head}transfer-encoding: chunked\r\n\r\n`, `1000\r\n${'x'.repeat(4096)}\r\n`),
      { outcome: 'unknown', code: 'HTTP 200' },
    ],
    ['sends endless headers', (socket) => flood(socket, head, `x-y: ${'z'.repeat(100)}\r\n`), { outcome: 'unknown' }],
    ['trickles', (socket) => trickle(socket, `${head}content-length: 9999\r\n\r\n`), { outcome: 'unknown', code: 'HTTP 200' }],
  ])('%s', async (name, deed, wanted) => {
    // Ten megabytes come as fast as the machine allows; the others only end with the time that an answer may take.
    expect(await answerTo(deed, { answerSeconds: name.startsWith('answers') ? 30 : 1 })).toMatchObject(wanted);
  });

  test('redirects to where nobody may go: it is not followed', async () => {
    for (const location of ['http://169.254.169.254/latest/meta-data/', '/elsewhere']) {
      const gateway = await startGateway(say(302, '', { Location: location }));
      const answer = await openProvider({ url: gateway.url(), statuses: {} }).send(outgoing());
      expect(answer).toEqual({ outcome: 'unavailable', code: 'HTTP 302' });
      expect(gateway.received).toHaveLength(1);
    }
  });

  test('is slow, and a message that waited for it in vain is never written', async () => {
    // Where the second one's time ends a moment after the first one's, it is written in between: then nobody may call it unsent.
    for (let round = 1; ; round++) {
      const gateway = await startGateway(() => undefined);
      const provider = openProvider({ url: gateway.url(), window: 1, answerSeconds: 1 });
      const [first, second] = await Promise.all([provider.send(outgoing()), provider.send(outgoing())]);
      expect(first).toEqual({ outcome: 'unknown', code: 'ETIMEDOUT' });
      gateway.deed = say(200, {});
      await new Promise((resolve) => setTimeout(resolve, 200));
      if (second.outcome === 'unknown' && round < 10) continue;
      expect(second).toEqual({ outcome: 'unavailable', code: 'ETIMEDOUT' });
      expect(gateway.received).toHaveLength(1);
      return;
    }
  });

  const flood = (socket: Socket, begin: string, again: string): void => {
    socket.write(begin);
    const write = (): void => {
      while (socket.writable && socket.write(again)) /* until it is full */ ;
    };
    socket.on('drain', write);
    write();
  };

  const trickle = (socket: Socket, begin: string): void => {
    socket.write(begin);
    const timer = setInterval(() => (socket.writable ? socket.write('x') : clearInterval(timer)), 50);
    socket.on('close', () => clearInterval(timer));
  };
});

describe('a gateway that cannot be reached', () => {
  test('for the network, its name, or the rule', async () => {
    const gateway = await startGateway(say(200));
    const url = gateway.url();
    const strict = (to: string): Promise<unknown> => openProvider({ url: to }, new Egress([])).send(outgoing());
    for (const to of [url, gateway.url('localhost'), gateway.url('2130706433'), gateway.url('[::ffff:7f00:1]'), gateway.url('0x7f.1')])
      expect(await strict(to)).toEqual({ outcome: 'unavailable', code: 'EGRESS_REFUSED' });
    expect(gateway.connections).toBe(0);
    await gateway.close();
    expect(await openProvider({ url }).send(outgoing())).toEqual({ outcome: 'unavailable', code: 'ECONNREFUSED' });
    expect(await openProvider({ url: 'http://nowhere.invalid/' }).send(outgoing())).toMatchObject({ outcome: 'unavailable' });
  });

  test('for its certificate', async () => {
    const expired = await startGateway(say(200), EXPIRED_CERTIFICATE);
    const good = await startGateway(say(200), LOCALHOST_CERTIFICATE);
    const answerOf = (gateway: RawGateway, ca?: string): Promise<unknown> => openProvider({ url: gateway.url(), ca }).send(outgoing());
    expect(await answerOf(expired, EXPIRED_CERTIFICATE)).toEqual({ outcome: 'unavailable', code: 'CERT_HAS_EXPIRED' });
    expect(await answerOf(good)).toEqual({ outcome: 'unavailable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(await answerOf(good, LOCALHOST_CERTIFICATE)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a request', () => {
  const hostile = outgoing({ text: '","to":"+1\r\n\u0000\\{{password}}&To=+1 \u2028€😀\ud800' });

  test('in JSON holds what was written and nothing else', async () => {
    const gateway = await startGateway(say(200, {}));
    await openProvider({ url: gateway.url(), from: 'BANK', password: 'secret' }).send(hostile);
    const { headers, body } = gateway.received[0] ?? { headers: undefined, body: '' };
    expect(headers?.['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({ to: '+34600000001', from: 'BANK', text: hostile.text, reference: hostile.sendKey });
  });

  test('as a form, too', async () => {
    const gateway = await startGateway(say(200, {}));
    const body = { To: '{{to}}', Body: 'Bank: {{text}}', Key: '{{password}}' };
    await openProvider({ url: gateway.url(), format: 'form', body, password: 's&c=ret' }).send(hostile);
    expect(Object.fromEntries(new URLSearchParams(gateway.received[0]?.body))).toEqual({
      To: '+34600000001',
      Body: `Bank: ${hostile.text.toWellFormed()}`,
      Key: 's&c=ret',
    });
  });

  test('in a URL, too', async () => {
    const gateway = await startGateway(say(200, {}));
    await openProvider({ url: `${gateway.url()}/{{account}}?to={{to}}&text={{text}}`, method: 'GET', account: '../x' }).send(hostile);
    const url = new URL(gateway.received[0]?.target ?? '', 'http://gateway');
    expect(url.pathname).toBe('/send/..%2Fx');
    expect([...url.searchParams]).toEqual([
      ['to', '+34600000001'],
      ['text', hostile.text.toWellFormed()],
    ]);
  });

  test('of each preset', async () => {
    const gateway = await startGateway(
      say(201, { sid: 'SM1', id: 'i1', message_uuid: 'u1', messages: [{ messageId: 'm1', status: { groupName: 'PENDING' } }] }),
    );
    const sent = outgoing();
    const secret = '11111111-1111-4111-8111-111111111111';
    const service = '22222222-2222-4222-8222-222222222222';
    const settings = {
      url: gateway.url(),
      from: 'BANK',
      username: 'me',
      password: 'pass',
      token: `key-${service}-${secret}`,
      template: 't1',
      signatureSecret: 'signs-reports',
    };
    const through = async (preset: string): Promise<[unknown, string, string]> => {
      const answer = await openProvider({ ...settings, preset }).send(sent);
      const { headers, body } = gateway.received.at(-1) ?? { headers: undefined, body: '' };
      return [answer, headers?.authorization ?? '', body];
    };
    const basic = `Basic ${Buffer.from('me:pass').toString('base64')}`;
    const [twilio, twilioLogin, twilioBody] = await through('twilio');
    expect([twilio, twilioLogin]).toEqual([{ outcome: 'accepted', references: ['SM1'] }, basic]);
    expect(Object.fromEntries(new URLSearchParams(twilioBody))).toEqual({
      To: '+34600000001',
      From: 'BANK',
      Body: sent.text,
      StatusCallback: REPORT_TO,
    });
    const [vonage, vonageLogin, vonageBody] = await through('vonage');
    expect([vonage, vonageLogin]).toEqual([{ outcome: 'accepted', references: ['u1'] }, basic]);
    expect(JSON.parse(vonageBody)).toEqual({
      message_type: 'text',
      channel: 'sms',
      to: '34600000001',
      from: 'BANK',
      text: sent.text,
      webhook_url: REPORT_TO,
    });
    const [messagebird, key, messagebirdBody] = await through('messagebird');
    expect([messagebird, key]).toEqual([{ outcome: 'accepted', references: ['i1'] }, `AccessKey ${settings.token}`]);
    expect(JSON.parse(messagebirdBody)).toMatchObject({
      originator: 'BANK',
      recipients: ['34600000001'],
      body: sent.text,
      reportUrl: REPORT_TO,
    });
    const unproved = await openProvider({ ...settings, preset: 'messagebird', signatureSecret: '' }).send(sent);
    expect(unproved.outcome).toBe('accepted');
    expect(gateway.received.at(-1)?.body).not.toContain('reportUrl');
    const [infobip, appKey, infobipBody] = await through('infobip');
    expect([infobip, appKey]).toEqual([{ outcome: 'accepted', references: ['m1'] }, `App ${settings.token}`]);
    const message = { sender: 'BANK', destinations: [{ to: '34600000001' }], content: { text: sent.text } };
    expect(JSON.parse(infobipBody)).toEqual({ messages: [message] }); // no report could be believed
    await openProvider({ ...settings, preset: 'infobip', callbackSecret: 'abcdefghijklmnopqrstuvwx' }).send(sent);
    const url = `${REPORT_TO}/abcdefghijklmnopqrstuvwx`;
    expect(JSON.parse(gateway.received.at(-1)?.body ?? '')).toEqual({ messages: [{ ...message, webhooks: { delivery: { url } } }] });
    const [notify, bearer, notifyBody] = await through('govuk-notify');
    expect(notify).toEqual({ outcome: 'accepted', references: ['i1'] });
    const claims = JSON.parse(Buffer.from(bearer.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(claims).toEqual({ iss: service, iat: expect.any(Number) });
    expect(JSON.parse(notifyBody)).toMatchObject({ phone_number: '+34600000001', template_id: 't1', personalisation: { text: sent.text } });
  });
});

test('closing lets what is being sent be answered', async () => {
  const gateway = await startGateway((socket, request) => setTimeout(() => say(200, { id: 'a1' })(socket, request), 300));
  const provider = openProvider({ url: gateway.url(), from: 'Bank', reference: '/id' });
  const sending = provider.send(outgoing());
  await provider.close();
  expect(await sending).toEqual({ outcome: 'accepted', references: ['a1'] });
  expect(await provider.send(outgoing())).toEqual({ outcome: 'unavailable', code: 'CLOSED' });
});
