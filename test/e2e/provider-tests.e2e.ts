import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';
import { freePort } from '../support/free-port.js';

const SECRET = 'what the peer says is for nobody';

describe('a provider is tested', () => {
  let world: World;
  let staff: WorldUser;
  let gateway: Server;
  let seen: string[];

  /** A bank of its own, since each has ten tests. */
  const bankOf = async (): Promise<{
    bank: string;
    save(id: string, body: object): Promise<Answer>;
    run(id: string, address: string): Promise<Answer>;
  }> => {
    const bank = await world.bank();
    await world.grant(staff, 'CanManageProviders', bank);
    const at = `/messaging/v1/banks/${bank}/providers`;
    return {
      bank,
      save: (id, body) => world.client.put(`${at}/${id}`, body, { token: staff.token }),
      run: (id, address) => world.client.post(`${at}/${id}/test`, { address }, { token: staff.token }),
    };
  };

  const http = (url: string): object => ({ kind: 'http', settings: { url, method: 'POST', body: { to: '{{to}}', text: '{{text}}' } } });

  beforeAll(async () => {
    world = await World.create();
    staff = await world.user('staff');
    seen = [];
    gateway = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => seen.push(chunk.toString()));
      request.on('end', () => response.writeHead(request.url === '/ok' ? 200 : 403).end(SECRET));
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void gateway.close());

  const local = (path: string): string => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}${path}`;

  test('with a message of ours, and leaves a record without the address', async () => {
    const { bank, save, run } = await bankOf();
    await save('sim', { kind: 'simulator', settings: {} });
    const { status, body } = await run('sim', '+34600000321');
    expect([status, body]).toEqual([
      200,
      { outcome: 'accepted', code: '', explanation: 'The provider took the message.', milliseconds: expect.any(Number) },
    ]);
    expect((await run('sim', '+34600000002')).body).toMatchObject({ outcome: 'permanent', code: 'SIM-002' });
    expect((await run('sim', 'permanent@simulator.example')).body.outcome).toBe('permanent');
    await world.grant(staff, 'CanGetAuditRecords');
    const { body: trail } = await world.client.get(`/messaging/v1/audit-records?action=provider.tested`, { token: staff.token });
    const mine = trail.audit_records.filter((one: any) => one.bank_id === bank);
    expect(mine.map((one: any) => one.after)).toEqual([
      { channel: 'email', address: 'p…@simulator.exa' },
      { channel: 'sms', address: '…0002' },
      { channel: 'sms', address: '…0321' },
    ]);
  });

  test('also while it is switched off', async () => {
    const { save, run } = await bankOf();
    expect((await save('off', { ...http(local('/ok')), is_enabled: false })).body.is_enabled).toBe(false);
    seen.length = 0;
    expect((await run('off', '+34600000001')).body.outcome).toBe('accepted');
    expect(seen.join('')).toContain('This is a test of the provider off.');
  });

  test('and what is wrong with its settings is said, in words of ours alone', async () => {
    const { save, run } = await bankOf();
    const port = await freePort();
    const smpp = { kind: 'smpp', settings: { host: '127.0.0.1', port, systemId: 'b', password: 'p', sourceAddress: 'B', tls: false } };
    for (const [body, outcome, code, words] of [
      [http(local('/no')), 'unavailable', 'HTTP 403', 'credentials'],
      [http(`http://127.0.0.1:${port}/`), 'unavailable', 'ECONNREFUSED', 'Nothing takes connections'],
      [http('http://10.1.2.3/'), 'unavailable', 'EGRESS_REFUSED', 'OUTBOUND_ALLOWED_NETWORKS'],
      [http('http://169.254.169.254/latest'), 'unavailable', 'EGRESS_REFUSED', 'OUTBOUND_ALLOWED_NETWORKS'],
      [http(local('/ok').replace('http:', 'https:')), 'unavailable', expect.stringMatching(/SSL|TLS|EPROTO/), 'TLS failed'],
      [http('http://nobody.invalid/'), 'unavailable', expect.stringMatching(/ENOTFOUND|EAI_AGAIN/), 'DNS'],
      [smpp, 'unavailable', 'ECONNREFUSED', 'Nothing takes connections'],
    ] as const) {
      const saved = await save('p', body);
      expect([saved.status, saved.body.message]).toEqual([200, undefined]);
      const { status, body: answer } = await run('p', '+34600000001');
      expect([status, answer]).toEqual([200, expect.objectContaining({ outcome, code, explanation: expect.stringContaining(words) })]);
      expect(JSON.stringify(answer)).not.toContain(SECRET);
    }
  });

  test('ten times in ten minutes, and not with an address of no use', async () => {
    const { save, run } = await bankOf();
    await save('sim', { kind: 'simulator', settings: {} });
    await save('gateway', http(local('/ok')));
    expect((await run('other', '+34600000001')).body.message).toMatch(/^OBP-98301/);
    for (const [id, address] of [
      ['gateway', '12'],
      ['gateway', 'somebody@example.com'],
      ['sim', ''],
      ['sim', 'a@b@c'],
    ] as const) {
      const { status, body } = await run(id, address);
      expect([status, body.message.slice(0, 9)]).toEqual([400, 'OBP-10001']);
    }
    const all = await Promise.all(Array.from({ length: 12 }, () => run('sim', '+34600000001')));
    expect(all.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
    expect(all.find(({ status }) => status === 429)?.body.message).toMatch(/^OBP-98353/);
  });
});
