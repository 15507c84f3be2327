import net from 'node:net';
import { beforeAll, expect, test } from '@jest/globals';
import { shared } from '../support/client.js';
import { limit, loginThrough, newConsumer } from '../support/consumers.js';
import { MESSAGE, World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
  for (const role of ['CanCreateConsumer', 'CanSetCallLimits', 'CanReadCallLimits']) await world.grantIfMissing(world.admin, role);
});

test('a session that is revoked while a long body comes in does nothing with it', async () => {
  const [user, bank] = await Promise.all([world.user('slow'), world.bank()]);
  const customer = await world.customer(bank);
  await world.grant(user, 'CanCreateCustomerMessage', bank);
  const consumer = await newConsumer(world);
  const token = await loginThrough(world, user, consumer);
  await limit(world, consumer, { per_hour_call_limit: '10' });
  const body = JSON.stringify({ ...MESSAGE, ignored: 'x'.repeat(40_000) });
  const { hostname, port } = new URL(shared().url);
  const socket = net.connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (data) => received.push(data));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `POST /obp/v4.0.0/banks/${bank}/customers/${customer}/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nDirectLogin: token=${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 20_000)}`,
  );
  // Where credentials are looked at before the rest is read, the call is counted by now; nothing else tells it.
  const path = `/obp/v3.1.0/management/consumers/${consumer.consumerId}/consumer/call-limits`;
  for (let asked = 0; asked < 20; asked++) {
    const { body: limits } = await world.client.get(path, { token: world.admin.token });
    if (limits.current_state.per_hour !== undefined) break;
  }
  const revoked = await world.client.delete(`/messaging/v1/me/sessions/current`, { token });
  expect(revoked.status).toBe(204);
  socket.write(body.slice(20_000));
  await closed;
  expect(Buffer.concat(received).toString()).toMatch(/^HTTP\/1\.1 401 /);
});
