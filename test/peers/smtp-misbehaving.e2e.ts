import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Provider } from '../../src/messaging/providers/provider.js';
import { smtpKind } from '../../src/messaging/providers/smtp/smtp.provider.js';
import { Egress } from '../../src/platform/http/egress.js';
import { EXPIRED_CERTIFICATE, LOCALHOST_CERTIFICATE } from '../support/localhost-tls.js';
import { type Deed, RawSmtp, type Step } from '../support/mail/raw-smtp.js';
import { LOOPBACK, open, outgoing } from '../support/outgoing.js';
import { until } from '../support/sql.js';

const mail = outgoing({ address: 'ana@customers.example' });
const plain = { host: '127.0.0.1', tls: 'none', from: 'bank@bank.example', answerSeconds: 1 };
let ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

async function startServer(...how: Parameters<typeof RawSmtp.start>): Promise<RawSmtp> {
  const server = await RawSmtp.start(...how);
  ends.push(() => server.close());
  return server;
}

function openProvider(settings: object, egress: Egress = LOOPBACK): Provider {
  const provider = open(smtpKind(egress), settings);
  ends.unshift(() => provider.close());
  return provider;
}

/** What a mail is answered when the server does `deed` at `step`. */
async function answerAt(step: Step, deed: Deed, settings: object = {}): Promise<unknown> {
  const server = await startServer({ [step]: deed });
  return openProvider({ ...plain, port: server.port, ...settings }).send(mail);
}

const flood = (line: string) => (socket: Socket) => {
  const write = (): void => {
    while (socket.writable && socket.write(line)) /* until it is full */ ;
  };
  socket.on('drain', write);
  write();
};

describe('a server that refuses', () => {
  const permanent = (code: string, isAddressBad = false): object => ({ outcome: 'permanent', code, isAddressBad });
  test.each<[Step, string, object]>([
    ['banner', '421 4.3.2 busy', { outcome: 'throttled', code: '421 4.3.2' }],
    ['banner', '554 5.7.1 go away', { outcome: 'unavailable', code: '554 5.7.1' }],
    ['mail', '421 4.7.0 slow down', { outcome: 'throttled', code: '421 4.7.0' }],
    ['rcpt', '450 4.7.0 slow down', { outcome: 'throttled', code: '450 4.7.0' }],
    ['rcpt', '450 4.7.1 try again later', { outcome: 'temporary', code: '450 4.7.1' }],
    ['mail', '451 4.7.500 server busy', { outcome: 'throttled', code: '451 4.7.500' }],
    ['mail', '530 5.7.0 log in first', { outcome: 'unavailable', code: '530 5.7.0' }],
    ['mail', '550 5.7.1 you may not send as bank@bank.example', { outcome: 'unavailable', code: '550 5.7.1' }],
    ['mail', '552 5.3.4 too big', permanent('552 5.3.4')],
    ['rcpt', '550 5.1.1 no ana@customers.example here', permanent('550 5.1.1', true)],
    ['rcpt', '550 5.2.1 disabled', permanent('550 5.2.1', true)],
    ['rcpt', '556 5.1.10 null MX', permanent('556 5.1.10', true)],
    ['rcpt', '550 5.1.8 bad domain of sender', permanent('550 5.1.8')],
    ['rcpt', '552 5.2.2 full', permanent('552 5.2.2')],
    ['rcpt', '550 5.7.1 blocked', permanent('550 5.7.1')],
    ['rcpt', '550 no such user', permanent('550')],
    ['rcpt', '450 4.2.1 later', { outcome: 'temporary', code: '450 4.2.1' }],
    ['rcpt', '451 4.7.1 greylisted', { outcome: 'temporary', code: '451 4.7.1' }],
    ['rcpt', '452 4.5.3 too many', { outcome: 'throttled', code: '452 4.5.3' }],
    ['data', '451 4.3.0 not now', { outcome: 'temporary', code: '451 4.3.0' }],
    ['dot', '554 5.6.0 bad content', permanent('554 5.6.0')],
    ['dot', '550-5.7.26 no SPF\r\n550 5.7.26 at all', permanent('550 5.7.26')],
    ['dot', '452 4.3.1 no space', { outcome: 'temporary', code: '452 4.3.1' }],
  ])('at %s with %s', async (step, line, wanted) => expect(await answerAt(step, line)).toEqual(wanted));

  test('a mail goes on taking the next one over the same connection', async () => {
    const server = await startServer({ dot: '554 5.6.0 no' });
    const provider = openProvider({ ...plain, port: server.port });
    await provider.send(mail);
    await provider.send(mail);
    expect([server.connections, server.mails.length]).toEqual([1, 2]);
  });
});

describe('a line that breaks', () => {
  test.each<[Step, Deed, string]>([
    ['banner', 'cut', 'unavailable'],
    ['banner', 'silent', 'unavailable'],
    ['banner', 'HTTP/1.1 400 Bad Request', 'unavailable'],
    ['ehlo', 'cut', 'unavailable'],
    ['mail', 'cut', 'temporary'],
    ['mail', 'silent', 'temporary'],
    ['rcpt', 'cut', 'temporary'],
    ['rcpt', 'nonsense', 'temporary'],
    ['data', 'cut', 'temporary'],
    ['content', 'cut', 'unknown'],
    ['dot', 'cut', 'unknown'],
    ['dot', 'silent', 'unknown'],
    ['dot', 'nonsense', 'unknown'],
  ])('at %s by %s', async (step, deed, wanted) => expect(await answerAt(step, deed)).toMatchObject({ outcome: wanted }), 20_000);

  test.each<[Step, string, string]>([
    ['banner', 'x'.repeat(1000), 'unavailable'],
    ['rcpt', 'x'.repeat(1000), 'temporary'],
    ['dot', '250-and more\r\n', 'unknown'],
    ['dot', 'x'.repeat(1000), 'unknown'],
  ])(
    'at %s by a reply that never ends',
    async (step, line, wanted) => {
      expect(await answerAt(step, flood(line))).toMatchObject({ outcome: wanted });
    },
    20_000,
  );

  test('while it waited is mended without a try: the mail goes over another connection', async () => {
    let dots = 0;
    const server = await startServer({
      dot: (socket: Socket) => {
        dots += 1;
        socket.write('250 2.0.0 taken\r\n');
        if (dots === 1) setTimeout(() => socket.destroy(), 20);
      },
    });
    const provider = openProvider({ ...plain, port: server.port });
    expect(await provider.send(mail)).toMatchObject({ outcome: 'accepted' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await provider.send(mail)).toMatchObject({ outcome: 'accepted' });
    expect(server.connections).toBe(2);
  });
});

describe('TLS', () => {
  const extensions = ['STARTTLS', 'AUTH PLAIN'];

  test('is asked for, and a password is said inside of it alone', async () => {
    const server = await startServer({}, { extensions });
    const settings = { ...plain, tls: 'starttls', port: server.port, ca: LOCALHOST_CERTIFICATE, username: 'bank', password: 'secret' };
    expect(await openProvider(settings).send(mail)).toMatchObject({ outcome: 'accepted' });
    expect(server.commands.slice(0, 4).map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS', 'EHLO', 'AUTH']);
  });

  test('that is not offered, not trusted, or expired keeps the mail back', async () => {
    const without = await startServer({}, { extensions: ['AUTH PLAIN'] });
    const unknown = await startServer({}, { extensions });
    const expired = await startServer({}, { extensions, certificate: EXPIRED_CERTIFICATE });
    const through = (server: RawSmtp, ca?: string): Promise<unknown> =>
      openProvider({ ...plain, tls: 'starttls', port: server.port, ca }).send(mail);
    expect(await through(without)).toMatchObject({ outcome: 'unavailable' });
    expect(await through(unknown)).toMatchObject({ outcome: 'unavailable' });
    expect(await through(expired, EXPIRED_CERTIFICATE)).toMatchObject({ outcome: 'unavailable' });
    expect([without, unknown, expired].flatMap(({ mails }) => mails)).toEqual([]);
  });

  test('a login that is refused is not the fault of a message', async () => {
    const server = await startServer({ auth: '535 5.7.8 wrong' }, { extensions });
    const settings = { ...plain, tls: 'starttls', port: server.port, ca: LOCALHOST_CERTIFICATE, username: 'bank', password: 'secret' };
    expect(await openProvider(settings).send(mail)).toEqual({ outcome: 'unavailable', code: '535 5.7.8' });
  });
});

test('a server that cannot be reached, or must not be', async () => {
  const server = await startServer();
  const { port } = server;
  expect(await openProvider({ ...plain, port }, new Egress([])).send(mail)).toEqual({ outcome: 'unavailable', code: 'EGRESS_REFUSED' });
  expect(await openProvider({ ...plain, host: 'localhost', port }, new Egress([])).send(mail)).toMatchObject({ code: 'EGRESS_REFUSED' });
  expect(server.connections).toBe(0);
  await server.close();
  expect(await openProvider({ ...plain, port }).send(mail)).toEqual({ outcome: 'unavailable', code: 'ECONNREFUSED' });
  expect(await openProvider({ ...plain, host: 'nowhere.invalid', port }).send(mail)).toMatchObject({ outcome: 'unavailable' });
});

test('no more connections than the settings say, and no more mails over one', async () => {
  const server = await startServer();
  const provider = openProvider({ ...plain, port: server.port, connections: 2, mailsPerConnection: 10, answerSeconds: 10 });
  const answers = await Promise.all(Array.from({ length: 100 }, () => provider.send(mail)));
  expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(100);
  expect(server.mails).toHaveLength(100);
  expect(server.connections).toBe(10);
});

test('who is urgent is served next, however many mailings wait', async () => {
  const server = await startServer();
  const provider = openProvider({ ...plain, port: server.port, connections: 1 });
  const send = (kind: 'high' | 'normal' | 'bulk', text: string): Promise<unknown> => provider.send({ ...mail, class: kind, text });
  const begun = send('bulk', 'first');
  await Promise.all([begun, ...['a', 'b', 'c'].map((text) => send('bulk', text)), send('normal', 'middle'), send('high', 'code')]);
  const order = server.mails.map((one) => ['first', 'code', 'middle', 'a', 'b', 'c'].find((text) => one.includes(`\r\n\r\n${text}`)));
  expect(order).toEqual(['first', 'code', 'middle', 'a', 'b', 'c']);
});

describe('a mail', () => {
  test('has a header and two bodies that say the same, and the key of its act', async () => {
    const server = await startServer();
    const provider = openProvider({ ...plain, port: server.port, subject: 'Message of {department}' });
    const sent = outgoing({
      address: 'ana@customers.example',
      text: 'Límite <b>1 & 2</b> "€"\r\n.\r\nMAIL FROM:<x@y.example>',
      fromDepartment: 'Cards\r\nBcc: all@customers.example',
      fromPerson: 'Ana',
      sendKey: 'delivery-1',
      class: 'bulk',
      unsubscribeUrl: 'https://messages.example/u/1?a=b',
    });
    expect(await provider.send(sent)).toEqual({ outcome: 'accepted', references: ['delivery-1@bank.example'] });
    const [first = ''] = server.mails;
    const header = first.slice(0, first.indexOf('\r\n\r\n'));
    expect(server.mails).toHaveLength(1);
    expect(server.commands.filter((line) => line.startsWith('MAIL'))).toEqual([expect.stringContaining('ENVID=delivery-1@bank.example')]);
    expect(header).not.toMatch(/^Bcc/im);
    expect(header).toContain('Message-ID: <delivery-1@bank.example>');
    expect(header).toContain('Date: Wed, 04 Mar 2026 05:06:07 +0000');
    expect(header).toContain('Auto-Submitted: auto-generated');
    expect(header).toContain('List-Unsubscribe: <https://messages.example/u/1?a=b>');
    expect(header).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(header).toContain('Subject: Message of Cards Bcc: all@customers.example');
    expect(first).toContain('text/plain');
    expect(first).toContain('&lt;b&gt;');
    expect(await provider.source?.(sent)).toContain('Subject: Message of Cards Bcc: all@customers.example');
  });

  test('repeated has the same Message-ID, and to what is no address none is sent', async () => {
    const server = await startServer();
    const provider = openProvider({ ...plain, port: server.port });
    const [one, two] = [await provider.send(mail), await provider.send(mail)];
    expect(one).toEqual(two);
    for (const address of ['ana', 'a@b@c', 'ana@b.example>\r\nRCPT TO:<x@y.example', '<ana@b.example>', 'ana@b.example, x@y.example']) {
      expect(await provider.send(outgoing({ address }))).toEqual({ outcome: 'permanent', code: 'EADDRESS', isAddressBad: true });
    }
    expect(server.commands.filter((line) => line.startsWith('RCPT'))).toHaveLength(2);
  });
});

test('closing ends what is not answered soon, and begins nothing that waits', async () => {
  const server = await startServer({ content: () => undefined });
  const provider = openProvider({ ...plain, port: server.port, connections: 2, answerSeconds: 60 });
  const sending = Array.from({ length: 5 }, () => provider.send(mail));
  await until('there are two connections', () => server.connections === 2);
  await provider.close();
  const answers = await Promise.all(sending);
  expect(answers.filter(({ outcome }) => outcome === 'unavailable')).toHaveLength(3);
  expect(answers.filter(({ outcome }) => outcome === 'accepted')).toEqual([]);
  expect(server.connections).toBe(2);
});

test('twenty refusals over one connection leave nothing behind that counts them', async () => {
  const warned: string[] = [];
  const warn = ({ name }: Error): void => void warned.push(name);
  process.on('warning', warn);
  const server = await startServer({ rcpt: '550 5.7.1 blocked' });
  const provider = openProvider({ ...plain, port: server.port, connections: 1 });
  for (let count = 0; count < 20; count++) expect(await provider.send(mail)).toMatchObject({ outcome: 'permanent' });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', warn);
  expect([server.connections, warned]).toEqual([1, []]);
});

test('closing lets what is being sent be answered', async () => {
  const server = await startServer({ dot: (socket: Socket) => setTimeout(() => socket.write('250 2.0.0 taken\r\n'), 300) });
  const provider = openProvider({ ...plain, port: server.port, answerSeconds: 5 });
  const sending = provider.send(mail);
  await provider.close();
  expect(await sending).toMatchObject({ outcome: 'accepted' });
  expect(await provider.send(mail)).toEqual({ outcome: 'unavailable', code: 'CLOSED' });
});
