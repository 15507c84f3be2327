import http from 'node:http';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { shared } from '../support/client.js';
import { databaseKind, usesRedis } from '../support/databases.mjs';
import { Follower, STREAM } from '../support/follower.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

jest.setTimeout(120_000);

describe('a followed inbox', () => {
  let world: World;
  let bank: string;
  let staff: WorldUser;
  const open: Follower[] = [];

  const follow = async (token: string, headers?: Record<string, string>): Promise<Follower> => {
    const follower = await Follower.open(token, headers);
    open.push(follower);
    return follower;
  };
  /** A closed one is over when the service has noticed. */
  const whenThereIsRoom = async (token: string, headers?: Record<string, string>): Promise<Follower> => {
    const patience = Date.now() + 30_000;
    let follower = await follow(token, headers);
    while (follower.status !== 200 && Date.now() < patience) follower = await follow(token, headers);
    return follower;
  };
  /** Goes when the answer has begun. */
  const leaveAtOnce = (token: string, headers: Record<string, string>): Promise<void> =>
    new Promise((resolve) => {
      const all = { Accept: 'text/event-stream', DirectLogin: `token=${token}`, ...headers };
      const request = http.get(new URL(STREAM, shared().url), { agent: false, headers: all }, () => request.destroy());
      request.on('error', () => undefined);
      request.on('close', () => resolve());
    });
  const reader = async (): Promise<{ user: WorldUser; customer: string }> => {
    const [user, customer] = [await world.user('reader'), await world.customer(bank)];
    await world.link(bank, user, customer);
    return { user, customer };
  };
  const send = async (customer: string, message: string, at = bank): Promise<void> => {
    const path = `/obp/v4.0.0/banks/${at}/customers/${customer}/messages`;
    expect((await world.client.post(path, { ...MESSAGE, message }, { token: staff.token })).status).toBe(201);
  };

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    staff = await world.user('staff');
    await world.grant(staff, 'CanCreateCustomerMessage', bank);
    for (const role of ['CanLockUser', 'CanDeleteUser']) await world.grantIfMissing(world.admin, role);
    for (const role of ['CanGetUserCustomerLink', 'CanDeleteUserCustomerLink']) await world.grant(world.admin, role, bank);
  });

  afterEach(() => {
    for (const follower of open.splice(0)) follower.close();
  });

  test('shows what comes, with what the list says of it', async () => {
    const { user, customer } = await reader();
    await send(customer, 'before');
    const follower = await follow(user.token);
    expect(follower.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': expect.stringContaining('no-store') });
    expect(follower.headers.etag).toBeUndefined();
    await send(customer, 'one\nline and another');
    await send(customer, 'two');
    await follower.until(({ texts }) => texts.length >= 2);
    expect(follower.texts).toEqual(['one\nline and another', 'two']);
    const { body } = await world.client.get('/messaging/v1/me/messages', { token: user.token });
    expect(JSON.parse(/event: message\ndata: (.+)\n/.exec(follower.text)?.[1] ?? '')).toEqual(body.messages[1]);
    // A stranger hears nothing of it.
    const other = await reader();
    const stranger = await follow(other.user.token);
    await send(customer, 'three');
    await send(other.customer, 'of another');
    await stranger.until(({ texts }) => texts.length > 0);
    expect(stranger.texts).toEqual(['of another']);
  });

  test('goes on where it was left, without a gap and without a repeat', async () => {
    const { user, customer } = await reader();
    const first = await follow(user.token);
    for (const text of ['one', 'two']) await send(customer, text);
    await first.until(({ texts }) => texts.length === 2);
    first.close();
    for (const text of ['three', 'four']) await send(customer, text);
    const [one, two] = first.messages;
    const second = await follow(user.token, { 'Last-Event-ID': two?.id ?? '' });
    expect(second.text).toContain('data: {"resumed":true}');
    await send(customer, 'five');
    await second.until(({ texts }) => texts.includes('five'));
    expect(second.texts).toEqual(['three', 'four', 'five']);
    const earlier = await follow(user.token, { 'Last-Event-ID': one?.id ?? '' });
    expect(earlier.texts).toEqual(['two', 'three', 'four', 'five']);
    const byId = await follow(user.token, { 'Last-Event-ID': (one?.id ?? '').split('_', 1)[0] ?? '' });
    expect(byId.texts).toEqual(['two', 'three', 'four', 'five']);
    const unknown = await follow(user.token, { 'Last-Event-ID': 'no-id' });
    expect([unknown.texts, unknown.text.includes('data: {"resumed":false}')]).toEqual([[], true]);
  });

  test('gives signs of life', async () => {
    const { user } = await reader();
    const follower = await follow(user.token);
    await follower.until(({ text }) => text.endsWith(':\n\n'));
    expect(follower.ended).toBe(false);
  });

  test.each(['the session is revoked', 'the user is locked', 'the user is deleted'])('ends when %s', async (what) => {
    const { user } = await reader();
    const follower = await follow(user.token);
    const acts = {
      'the session is revoked': () => world.client.delete('/messaging/v1/me/sessions/current', { token: user.token }),
      'the user is locked': () => world.client.post(`/obp/v4.0.0/users/${user.username}/locks`, {}, { token: world.admin.token }),
      'the user is deleted': () => world.client.delete(`/obp/v4.0.0/users/${user.userId}`, { token: world.admin.token }),
    };
    expect((await acts[what as keyof typeof acts]()).status).toBeLessThan(300);
    await follower.until(({ ended }) => ended);
    expect((await Follower.open(user.token)).status).toBe(401);
  });

  test('ends when its user acts for others than before, and then is of these', async () => {
    const { user, customer } = await reader();
    const kept = await world.customer(bank);
    await world.link(bank, user, kept);
    const other = await reader();
    const another = await follow(other.user.token);
    const before = await follow(user.token);
    const links = await world.client.get(`/obp/v4.0.0/banks/${bank}/user_customer_links/users/${user.userId}`, {
      token: world.admin.token,
    });
    const link = links.body.user_customer_links.find((one: { customer_id: string }) => one.customer_id === customer);
    const path = `/obp/v4.0.0/banks/${bank}/user_customer_links/${link.user_customer_link_id}`;
    expect((await world.client.delete(path, { token: world.admin.token })).status).toBeLessThan(300);
    await send(customer, 'not yours any more');
    await before.until(({ ended }) => ended);
    expect([before.isWhole, before.texts]).toEqual([true, []]);
    // Who comes back with the last id is told to read the list.
    expect(before.text).toMatch(/id: 0\nevent: links\ndata: \{\}\n\n$/);
    const after = await follow(user.token, { 'Last-Event-ID': '0' });
    expect(after.text).toContain('data: {"resumed":false}');
    const elsewhere = await world.bank();
    await world.grant(staff, 'CanCreateCustomerMessage', elsewhere);
    const there = await world.customer(elsewhere);
    await world.link(elsewhere, user, there);
    await after.until(({ ended }) => ended);
    const last = await follow(user.token);
    await send(customer, 'not yours any more');
    await send(kept, 'yours');
    await send(there, 'of a new bank', elsewhere);
    await last.until(({ texts }) => texts.length >= 2);
    expect(last.texts.sort()).toEqual(['of a new bank', 'yours']);
    expect(another.ended).toBe(false);
  });

  test('brings much that came meanwhile, and nothing is left of who leaves before it has it', async () => {
    const { user, customer } = await reader();
    const first = await follow(user.token);
    await send(customer, 'one');
    await first.until(({ texts }) => texts.length === 1);
    first.close();
    const sent = Array.from({ length: 700 }, (_, index) => `${index} ${'x'.repeat(1_000)}`);
    for (let from = 0; from < sent.length; from += 350) {
      const items = sent.slice(from, from + 350).map((message) => ({ ...MESSAGE, message, customer_id: customer }));
      const { body } = await world.client.post(`/messaging/v1/banks/${bank}/messages`, items, { token: staff.token });
      expect(body.results.every(({ status }: { status: number }) => status === 201)).toBe(true);
    }
    const since = { 'Last-Event-ID': first.messages[0]?.id ?? '' };
    for (let count = 0; count < 10; count++) await leaveAtOnce(user.token, since);
    const second = await whenThereIsRoom(user.token, since);
    expect(second.texts).toEqual(sent);
    expect(second.text).toContain('data: {"resumed":true}');
    // In the middle of it too: what has arrived by then does not come again.
    const third = await follow(user.token, { 'Last-Event-ID': second.messages[400]?.id ?? '' });
    expect(third.texts).toEqual(sent.slice(401));
    await send(customer, 'two');
    for (const follower of [second, third]) await follower.until(({ texts }) => texts.at(-1) === 'two');
    for (const follower of [second, third]) follower.close();
    for (let count = 0; count < 5; count++) expect((await whenThereIsRoom(user.token)).status).toBe(200);
  });

  test('is open five times for a user, and a closed one makes room', async () => {
    const { user } = await reader();
    const processes = usesRedis(databaseKind()) ? 2 : 1;
    let refused = await follow(user.token);
    for (let count = 1; count <= 5 * processes && refused.status === 200; count++) refused = await follow(user.token);
    expect(open.length).toBeGreaterThan(5);
    await refused.until(({ ended }) => ended);
    expect([refused.status, refused.text, refused.headers['retry-after']]).toEqual([429, expect.stringContaining('OBP-98372'), '30']);
    open[0]?.close();
    expect((await whenThereIsRoom(user.token)).status).toBe(200);
  });

  test('is nobody’s without credentials, and not for who takes neither events nor JSON', async () => {
    expect((await world.client.get(STREAM)).status).toBe(401);
    const { user } = await reader();
    expect((await world.client.get(STREAM, { token: user.token, headers: { Accept: 'text/html' } })).status).toBe(404);
  });
});
