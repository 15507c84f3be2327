import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, shared } from '../support/client.js';
import { loginThrough, newConsumer, type NewConsumer } from '../support/consumers.js';
import { openBatch, type OpenBatch } from '../support/open-batch.js';
import { until } from '../support/sql.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

const statusesOf = ({ body }: Answer): number[] => body.results.map(({ status }: { status: number }) => status);

describe('who sends a batch', () => {
  let world: World;
  let bank: string;

  beforeAll(async () => {
    world = await World.create();
    bank = await world.bank();
    for (const role of [
      'CanCreateConsumer',
      'CanDisableConsumers',
      'CanLockUser',
      'CanUnlockUser',
      'CanDeleteEntitlementAtAnyBank',
      'CanRevokeSessionsOfAnyUser',
    ])
      await world.grantIfMissing(world.admin, role);
  });

  const path = (): string => `/messaging/v1/banks/${bank}/messages`;
  const as = (): { token: string } => ({ token: world.admin.token });
  const line = (customer: string, message: string): string => `${JSON.stringify({ customer_id: customer, ...MESSAGE, message })}\n`;
  const textsOf = async (customer: string, { token }: WorldUser): Promise<string[]> => {
    const list = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages?sort_direction=ASC&limit=1000`;
    const { body } = await world.client.get(list, { token });
    return body.messages.map(({ message }: { message: string }) => message);
  };

  /** A sender through an application of its own, and somebody who reads what was sent. */
  async function sender(): Promise<{ user: WorldUser; entitlement: string; consumer: NewConsumer; customer: string; reader: WorldUser }> {
    const [user, reader, customer] = await Promise.all([world.user('sender'), world.user('reader'), world.customer(bank)]);
    const entitlement = await world.grant(user, 'CanCreateCustomerMessage', bank);
    await world.grant(reader, 'CanGetCustomerMessages', bank);
    const consumer = await newConsumer(world);
    return { user: { ...user, token: await loginThrough(world, user, consumer) }, entitlement, consumer, customer, reader };
  }

  type Sender = Awaited<ReturnType<typeof sender>>;
  const expect2xx = async (answering: Promise<Answer>): Promise<void> => expect((await answering).status).toBeLessThan(300);

  /** A batch of which some was stored. */
  async function underWay({ user, customer, reader }: Sender): Promise<OpenBatch> {
    const batch = openBatch(shared().url + path(), user.token);
    await batch.write(Array.from({ length: 1_200 }, (_, index) => line(customer, `before ${index}`)).join(''));
    await until('messages are stored', async () => (await textsOf(customer, reader)).length >= 1_000);
    return batch;
  }

  test.each<[name: string, withdraw: (of: Sender) => Promise<void>, status: number, code: string]>([
    [
      'the session is revoked',
      ({ user }) => expect2xx(world.client.delete('/messaging/v1/me/sessions/current', { token: user.token })),
      401,
      'OBP-20003',
    ],
    [
      'all sessions are revoked',
      ({ user }) => expect2xx(world.client.delete(`/messaging/v1/users/${user.userId}/sessions`, as())),
      401,
      'OBP-20003',
    ],
    ['the role is taken', ({ entitlement, user }) => expect2xx(dropEntitlement(user, entitlement)), 403, 'OBP-20006'],
    ['the user is locked', ({ user }) => expect2xx(world.client.post(lockPath(user), {}, as())), 401, 'OBP-20013'],
    [
      'the application is disabled',
      ({ consumer }) => expect2xx(world.client.put(`/obp/v3.1.0/management/consumers/${consumer.consumerId}`, { enabled: false }, as())),
      401,
      'OBP-20058',
    ],
  ])('when %s nothing more is stored, and the reading ends', async (_name, withdraw, status, code) => {
    const of = await sender();
    const batch = await underWay(of);
    await withdraw(of);
    await batch.write(Array.from({ length: 2_500 }, (_, index) => line(of.customer, `after ${index}`)).join('')).catch(() => undefined);
    const answer = await batch.answer; // though the body has not ended
    expect(answer.status).toBe(207);
    const statuses = statusesOf(answer);
    const stored = statuses.filter((one) => one === 201).length;
    expect(statuses).toEqual([...statuses.slice(0, stored).fill(201), ...statuses.slice(stored).fill(status)]);
    expect([stored >= 1_000, stored <= 1_200, statuses.length > stored]).toEqual([true, true, true]);
    expect(answer.body.results.at(-1)).toEqual({ status, message: expect.stringMatching(`^${code}: `) });
    expect(answer.body.error).toEqual({ code: status, message: answer.body.results.at(-1).message });
    expect((await textsOf(of.customer, of.reader)).filter((text) => text.startsWith('after'))).toEqual([]);
    batch.abandon();
  });

  const lockPath = ({ username }: WorldUser): string => `/obp/v4.0.0/users/${username}/locks`;
  const dropEntitlement = ({ userId }: WorldUser, entitlement: string): Promise<Answer> =>
    world.client.delete(`/obp/v2.0.0/users/${userId}/entitlement/${entitlement}`, as());
});
