import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
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
    // A stranger hears nothing of it, and a new link is followed.
    const other = await reader();
    const stranger = await follow(other.user.token);
    const elsewhere = await world.bank();
    await world.grant(staff, 'CanCreateCustomerMessage', elsewhere);
    const there = await world.customer(elsewhere);
    await world.link(elsewhere, other.user, there);
    await send(customer, 'three');
    await send(there, 'of a new bank', elsewhere);
    await stranger.until(({ texts }) => texts.length > 0);
    expect(stranger.texts).toEqual(['of a new bank']);
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

  test('shows nothing more of a customer whose link is removed', async () => {
    const { user, customer } = await reader();
    const kept = await world.customer(bank);
    await world.link(bank, user, kept);
    const follower = await follow(user.token);
    const links = await world.client.get(`/obp/v4.0.0/banks/${bank}/user_customer_links/users/${user.userId}`, {
      token: world.admin.token,
    });
    const link = links.body.user_customer_links.find((one: { customer_id: string }) => one.customer_id === customer);
    const path = `/obp/v4.0.0/banks/${bank}/user_customer_links/${link.user_customer_link_id}`;
    expect((await world.client.delete(path, { token: world.admin.token })).status).toBeLessThan(300);
    await send(customer, 'not yours any more');
    await send(kept, 'yours');
    await follower.until(({ texts }) => texts.length > 0);
    expect(follower.texts).toEqual(['yours']);
  });

  test('is open five times for a user, and a closed one makes room', async () => {
    const { user } = await reader();
    for (let count = 0; count < 5; count++) expect((await follow(user.token)).status).toBe(200);
    const sixth = await world.client.get(STREAM, { token: user.token });
    expect([sixth.status, sixth.body.message, sixth.headers['retry-after']]).toEqual([429, expect.stringMatching(/^OBP-98372/), '30']);
    open[0]?.close();
    const patience = Date.now() + 30_000;
    let again = await follow(user.token);
    while (again.status !== 200 && Date.now() < patience) again = await follow(user.token);
    expect(again.status).toBe(200);
  });

  test('is nobody’s without credentials, and not for who takes neither events nor JSON', async () => {
    expect((await world.client.get(STREAM)).status).toBe(401);
    const { user } = await reader();
    expect((await world.client.get(STREAM, { token: user.token, headers: { Accept: 'text/html' } })).status).toBe(404);
  });
});
