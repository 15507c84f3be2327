import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Database } from '../../src/platform/database/database.js';
import type { DeliveriesRepository } from '../../src/messaging/deliveries/deliveries.repository.js';
import type { DeliveryReceipts } from '../../src/messaging/deliveries/delivery-receipts.js';
import type { DeliveryStatus } from '../../src/messaging/deliveries/delivery-status.js';
import type {
  ClaimedDelivery,
  Completion,
  DeliveryQueueRepository,
} from '../../src/messaging/deliveries/queue/delivery-queue.repository.js';
import type { Reachability } from '../../src/messaging/deliveries/queue/reachability.js';
import type { BankDeliverySettings } from '../../src/messaging/preferences/delivery-settings.js';
import type { DeliveryWorker } from '../../src/messaging/deliveries/queue/delivery-worker.js';
import type { Answer, DeliveryClass, Outgoing, Receipt } from '../../src/messaging/providers/provider.js';
import { built, openBuiltDatabase } from '../support/built-database.js';
import { until } from '../support/sql.js';

const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const deliveries = 'messaging/deliveries';
const statuses = await built<typeof import('../../src/messaging/deliveries/delivery-status.js')>(`${deliveries}/delivery-status`);
const repositories = await built<typeof import('../../src/messaging/deliveries/deliveries.repository.js')>(
  `${deliveries}/deliveries.repository`,
);
const receiptsModule = await built<typeof import('../../src/messaging/deliveries/delivery-receipts.js')>(`${deliveries}/delivery-receipts`);
const queues = await built<typeof import('../../src/messaging/deliveries/queue/delivery-queue.repository.js')>(
  `${deliveries}/queue/delivery-queue.repository`,
);
const audits = await built<typeof import('../../src/platform/audit/audit-trail.js')>('platform/audit/audit-trail');
const states = await built<typeof import('../../src/messaging/deliveries/queue/provider-states.js')>(`${deliveries}/queue/provider-states`);
const pacesModule = await built<typeof import('../../src/messaging/deliveries/queue/paces.js')>(`${deliveries}/queue/paces`);
const limitsModule = await built<typeof import('../../src/messaging/deliveries/queue/recipient-limits.js')>(
  `${deliveries}/queue/recipient-limits`,
);
const vacuums = await built<typeof import('../../src/messaging/deliveries/queue/queue-vacuum.js')>(`${deliveries}/queue/queue-vacuum`);
const dueLanes = await built<typeof import('../../src/messaging/deliveries/queue/due-lanes.js')>(`${deliveries}/queue/due-lanes`);
const completionsModule = await built<typeof import('../../src/messaging/deliveries/queue/completions.js')>(
  `${deliveries}/queue/completions`,
);
const senders = await built<typeof import('../../src/messaging/deliveries/queue/delivery-sender.js')>(
  `${deliveries}/queue/delivery-sender`,
);
const healths = await built<typeof import('../../src/messaging/deliveries/queue/provider-health.js')>(
  `${deliveries}/queue/provider-health`,
);
const reachabilities = await built<typeof import('../../src/messaging/deliveries/queue/reachability.js')>(
  `${deliveries}/queue/reachability`,
);
const lists = await built<typeof import('../../src/messaging/suppressions/suppression-list.js')>('messaging/suppressions/suppression-list');
const workers = await built<typeof import('../../src/messaging/deliveries/queue/delivery-worker.js')>(
  `${deliveries}/queue/delivery-worker`,
);

let dataSource: DataSource;
let database: Database;
let close: () => Promise<void>;
let queue: DeliveryQueueRepository;
let reachability: Reachability;
let receipts: DeliveryReceipts;
let repository: DeliveriesRepository;

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B')`);
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    VALUES ('bank', 'customer', '1', 'L', '+34612345678')`);
  await dataSource.query(
    `INSERT INTO delivery_providers (bank_id, provider_id, kind) VALUES ('bank', 'sim', 'simulator'), ('bank', 'next', 'simulator')`,
  );
  queue = new queues.DeliveryQueueRepository(database);
  receipts = new receiptsModule.DeliveryReceipts(database, { registerDistributed: () => undefined } as never);
  const hashes = { of: (_bankId: string, _channel: string, address: string): [string] => [hashOf(address)] };
  const links = { of: () => 'https://bank.example/unsubscribe?token=x' };
  reachability = new reachabilities.Reachability(
    { of: () => settings } as never,
    new lists.SuppressionList(database),
    hashes as never,
    links as never,
  );
  repository = new repositories.DeliveriesRepository(database);
});
afterAll(() => close());
beforeEach(async () => {
  settings = { country: '', timeZone: 'UTC', quietHours: null, readReceipts: false };
  await dataSource.query(
    `TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, delivery_receipts, messages, suppressions, delivery_preferences,
       delivery_provider_health, delivery_recipient_days`,
  );
});

/** What the bank says of all its deliveries. */
let settings: BankDeliverySettings;

const hashOf = (address: string): string => `00000000-0000-4000-8000-${address.replace(/\D/g, '').slice(-12).padStart(12, '0')}`;
const suppressions = (): Promise<any[]> =>
  dataSource.query('SELECT channel, address_shown, reason FROM suppressions ORDER BY address_hash');

interface Made {
  readonly messageId: string;
  readonly deliveryId: string;
}

/** A message that waits in the queue, as a create leaves it. */
async function create(urgency: DeliveryClass = 'normal', customer = 'customer'): Promise<Made> {
  const [messageId, deliveryId] = [randomUUID(), randomUUID()];
  await dataSource.query(
    `INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
     SELECT 'bank', 'customer', $1, now(), 'SMS', 'text', 'd', 'p', 'u', 'c' WHERE $2 = 'customer'`,
    [messageId, customer],
  );
  await dataSource.query(
    `INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, expires_at)
     VALUES ('bank', $1, $2, $3, 'sms', $4, 'queued', now() + interval '1 hour')`,
    [messageId, deliveryId, customer, urgency],
  );
  await dataSource.query(
    `INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
     VALUES ('bank', $1, $2, $3, $4, now(), now() + interval '1 hour')`,
    [deliveryId, messageId, customer, `sms:${urgency}`],
  );
  return { messageId, deliveryId };
}

const lane = (urgency: DeliveryClass = 'normal'): Parameters<DeliveryQueueRepository['claim']>[0] => ({
  bankId: 'bank',
  channel: 'sms',
  class: urgency,
  route: '',
});
const deliveryOf = async ({ deliveryId }: Made): Promise<any> =>
  (await dataSource.query('SELECT * FROM deliveries WHERE delivery_id = $1', [deliveryId]))[0];
const attemptsOf = async ({ deliveryId }: Made): Promise<any[]> =>
  dataSource.query('SELECT * FROM delivery_attempts WHERE delivery_id = $1 ORDER BY attempt', [deliveryId]);
const queued = async (): Promise<any[]> => dataSource.query('SELECT * FROM delivery_queue');
/** As if the worker that holds it had been lost a minute ago. */
const lapse = (): Promise<unknown> =>
  dataSource.query(`UPDATE delivery_queue SET lease_until = now() - interval '1 second' WHERE lease_token IS NOT NULL`);
const dueNow = (): Promise<unknown> => dataSource.query('UPDATE delivery_queue SET due_at = now()');

const completion = (claimed: ClaimedDelivery, leaseToken: string, more: Partial<Completion> = {}): Completion => ({
  bankId: 'bank',
  claimed,
  leaseToken,
  status: 'sent',
  reason: '',
  again: undefined,
  counts: true,
  isRepeat: false,
  isPinned: false,
  addressHash: undefined,
  addressShown: '',
  receiptSeconds: 60,
  attempt: { providerId: 'sim', outcome: 'accepted', code: '', sendKey: 'key', milliseconds: 1 },
  references: ['ref-1'],
  ...more,
});

async function claimOne(providerId = 'sim'): Promise<{ claimed: ClaimedDelivery; leaseToken: string }> {
  const leaseToken = randomUUID();
  const [claimed] = await queue.claim(lane(), 10, leaseToken, providerId);
  if (claimed === undefined) throw new Error('nothing is due');
  return { claimed, leaseToken };
}

/** The changes of a delivery are such as are allowed, the first from `queued`; a claim stands between what waits and what comes of it. */
function expectAllowed(history: readonly { status: DeliveryStatus }[]): void {
  let before: DeliveryStatus = 'queued';
  for (const { status } of history) {
    const direct = statuses.mayFollow(before, status);
    const throughClaim = statuses.mayFollow(before, 'sending') && statuses.mayFollow('sending', status);
    expect([before, status, direct || throughClaim]).toEqual([before, status, true]);
    before = status;
  }
}

const permutations = <Value>(values: readonly Value[]): Value[][] =>
  values.length < 2
    ? [[...values]]
    : values.flatMap((value, index) => permutations(values.filter((_, other) => other !== index)).map((rest) => [value, ...rest]));

const receipt = (reference: string, state: Receipt['state']): Receipt => ({
  reference,
  state,
  code: '',
  doneAt: undefined,
  isAddressBad: false,
});

describe('receipts', () => {
  const come = (reference: string, state: Receipt['state']): Promise<void> => receipts.receive('bank', 'sim', [receipt(reference, state)]);

  test.each<[name: string, references: string[], told: [reference: string, state: Receipt['state']][], end: string]>([
    [
      'delivered',
      ['ref-1'],
      [
        ['ref-1', 'sent'],
        ['ref-1', 'delivered'],
      ],
      'delivered',
    ],
    [
      'failed',
      ['ref-1'],
      [
        ['ref-1', 'sent'],
        ['ref-1', 'failed'],
      ],
      'failed',
    ],
    [
      'failed, and delivered after all',
      ['ref-1'],
      [
        ['ref-1', 'failed'],
        ['ref-1', 'delivered'],
        ['ref-1', 'unknown'],
      ],
      'delivered',
    ],
    [
      'two parts',
      ['a', 'b'],
      [
        ['a', 'delivered'],
        ['b', 'sent'],
        ['b', 'delivered'],
      ],
      'delivered',
    ],
    [
      'two parts, of which one fails',
      ['a', 'b'],
      [
        ['a', 'delivered'],
        ['b', 'failed'],
      ],
      'failed',
    ],
    [
      'two parts, of which one has not come',
      ['a', 'b'],
      [
        ['a', 'delivered'],
        ['b', 'sent'],
      ],
      'sent',
    ],
    [
      'two parts, of which one fails and comes',
      ['a', 'b'],
      [
        ['a', 'delivered'],
        ['b', 'failed'],
        ['b', 'delivered'],
      ],
      'delivered',
    ],
  ])('%s: the same in every order, twice, and before the answer is stored', async (_name, references, told, end) => {
    const events = ['answer' as const, ...told];
    for (const order of permutations(events)) {
      await dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, delivery_receipts');
      const made = await create();
      const { claimed, leaseToken } = await claimOne();
      for (const event of order) {
        if (event === 'answer') {
          await queue.complete('bank', [completion(claimed, leaseToken, { references })]);
          await receipts.apply('bank', 'sim', references);
        } else {
          await come(...event);
          await come(...event);
        }
      }
      const { status, history, ended_at: endedAt, parts } = await deliveryOf(made);
      expect([order, status]).toEqual([order, end]);
      expect([endedAt === null, parts]).toEqual([end === 'sent', references.length]);
      expectAllowed(history);
      expect(await queued()).toEqual([]);
    }
  });

  test('of all parts at the same time leave none behind', async () => {
    const references = Array.from({ length: 8 }, (_, index) => `part-${index}`);
    for (let round = 0; round < 10; round++) {
      await dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, delivery_receipts');
      const made = await create();
      const { claimed, leaseToken } = await claimOne();
      await queue.complete('bank', [completion(claimed, leaseToken, { references })]);
      await Promise.all(references.map((reference) => come(reference, 'delivered')));
      await receipts.apply('bank');
      expect((await deliveryOf(made)).status).toBe('delivered');
    }
  });

  test('of more deliveries than one statement applies are all applied when they come', async () => {
    await dataSource.query(`
      INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, provider_id, provider_reference)
      SELECT 'bank', gen_random_uuid(), gen_random_uuid(), 'customer', 'sms', 'normal', 'sent', 'sim', 'many-' || n FROM generate_series(0, 1199) n`);
    await receipts.receive(
      'bank',
      'sim',
      Array.from({ length: 1_200 }, (_, index) => receipt(`many-${index}`, 'delivered')),
    );
    expect(await dataSource.query('SELECT status, count(*)::int AS count FROM deliveries GROUP BY status')).toEqual([
      { status: 'delivered', count: 1_200 },
    ]);
  });

  test('of messages that are not ours do not stand before those that are', async () => {
    await receipts.receive(
      'bank',
      'sim',
      Array.from({ length: 1_200 }, (_, index) => receipt(`stranger-${index}`, 'delivered')),
    );
    await come('ref-1', 'delivered');
    const made = await create();
    const { claimed, leaseToken } = await claimOne();
    await queue.complete('bank', [completion(claimed, leaseToken)]);
    await receipts.apply('bank'); // as the regular look does, of all
    expect((await deliveryOf(made)).status).toBe('delivered');
  });

  test('with what no database stores are stored all the same', async () => {
    const made = await create();
    const { claimed, leaseToken } = await claimOne();
    const odd = `\0${'é'.repeat(200)}`;
    await queue.complete('bank', [completion(claimed, leaseToken, { references: [odd] })]);
    await receipts.receive('bank', 'sim', [{ ...receipt(odd, 'delivered'), code: odd }]);
    expect((await deliveryOf(made)).status).toBe('delivered');
  });

  test('of an act of sending before do not hold up the parts of the next', async () => {
    const made = await create();
    const first = await claimOne();
    const answered = { references: ['old-1', 'old-2', 'old-3'] };
    await queue.complete('bank', [completion(first.claimed, first.leaseToken, answered)]);
    await dataSource.query(`UPDATE deliveries SET status = 'unknown'`); // no receipt came in time
    await database.transaction((manager) => repository.redrive(manager, 'bank', made.messageId, made.deliveryId));
    const next = await claimOne();
    expect(next.claimed.send_number).toBe(2);
    await queue.complete('bank', [completion(next.claimed, next.leaseToken, { references: ['new-1', 'new-2'] })]);
    await come('new-1', 'delivered');
    await come('old-3', 'failed');
    expect(await deliveryOf(made)).toMatchObject({ status: 'sent', parts: 2 });
    await come('new-2', 'delivered');
    const { status, history } = await deliveryOf(made);
    expect(status).toBe('delivered');
    expectAllowed(history.filter((change: any) => change.status !== 'queued').slice(1));
  });
});

describe('the queue', () => {
  test('two who claim at the same time get each delivery once', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => create()));
    const claims = await Promise.all(Array.from({ length: 8 }, () => queue.claim(lane(), 7, randomUUID(), 'sim')));
    const ids = claims.flat().map(({ delivery_id: id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    ids.push(...(await queue.claim(lane(), 100, randomUUID(), 'sim')).map(({ delivery_id: id }) => id));
    expect(new Set(ids)).toEqual(new Set(all.map(({ deliveryId }) => deliveryId)));
    expect(ids.length).toBe(all.length);
  });

  test('of a worker whose lease was lost nothing is stored, not even parts', async () => {
    const made = await create();
    const lost = await claimOne();
    await lapse();
    const { claimed, leaseToken } = await claimOne('another');
    expect(claimed).toMatchObject({ is_interrupted: true, held_for: 'sim' });
    const late = completion(lost.claimed, lost.leaseToken, { references: ['late-1', 'late-2'] });
    expect((await queue.complete('bank', [late])).size).toBe(0);
    expect([(await deliveryOf(made)).status, await attemptsOf(made)]).toEqual(['queued', []]);
    expect(await dataSource.query('SELECT * FROM delivery_parts')).toEqual([]);
    // Both in one statement: the process that lost it has claimed it again.
    const now = completion(claimed, leaseToken);
    expect([...(await queue.complete('bank', [late, now]))]).toEqual([now]);
    expect([(await deliveryOf(made)).status, (await attemptsOf(made)).length]).toEqual(['sent', 1]);
    expect((await queue.complete('bank', [now])).size).toBe(0);
  });

  test('what waits for the same reason again is noted once, and waits no longer than it lives', async () => {
    const made = await create();
    for (let round = 0; round < 5; round++) {
      await dueNow();
      const { claimed, leaseToken } = await claimOne();
      const throttled = { status: 'retrying', reason: 'throttled', again: 8 * 3_600_000, counts: false, references: [] } as const;
      await queue.complete('bank', [completion(claimed, leaseToken, throttled)]);
    }
    const { history, attempts } = await deliveryOf(made);
    expect([history.length, attempts]).toEqual([1, 5]);
    const [{ due_at: dueAt, expires_at: expiresAt, tries, provider_id: provider }] = await queued();
    expect([dueAt, tries, provider]).toEqual([expiresAt, 0, '']);
  });

  test('a customer who was removed holds up nobody', async () => {
    const made = await create('normal', 'removed');
    const { claimed } = await claimOne();
    expect(claimed).toMatchObject({ delivery_id: made.deliveryId, message: null, mobile_phone_number: null });
    expect(await queue.claim(lane(), 10, randomUUID(), 'sim')).toEqual([]);
  });

  test('cancel and claim at the same time: one of them has it', async () => {
    for (let round = 0; round < 20; round++) {
      const made = await create();
      const [cancelled, claimed] = await Promise.all([
        database.transaction((manager) => repository.cancel(manager, 'bank', made.messageId, made.deliveryId)),
        queue.claim(lane(), 10, randomUUID(), 'sim'),
      ]);
      expect(claimed.length).toBe(cancelled ? 0 : 1);
      expect((await deliveryOf(made)).status).toBe(cancelled ? 'cancelled' : 'queued');
      await dataSource.query('TRUNCATE delivery_queue');
    }
  });

  test('says the same of lanes for all banks and for each of them', async () => {
    await Promise.all([create(), create('bulk'), create('bulk'), create('high')]);
    const lanes = new dueLanes.DueLanes(database, { lanes: () => undefined, depths: () => undefined } as never);
    const names = (all: readonly { bank_id: string; lane: string }[]): string[] =>
      all.map(({ bank_id: bankId, lane: name }) => `${bankId} ${name}`);
    expect(names(await lanes.find())).toEqual(['bank sms:bulk', 'bank sms:high', 'bank sms:normal']);
    expect(await lanes.byBank()).toEqual([]); // no bank has a route
    await dataSource.query(`INSERT INTO delivery_routes (bank_id, transport, channel, providers) VALUES ('bank', 'sms', 'sms', '[]')`);
    expect(names(await lanes.byBank())).toEqual(names(await lanes.find()));
    expect((await lanes.byBank()).every(({ due_in: dueIn }) => dueIn <= 1)).toBe(true);
  });

  test('driven again by two at the same time it is queued once', async () => {
    const made = await create();
    await dataSource.query('TRUNCATE delivery_queue');
    await dataSource.query(`UPDATE deliveries SET status = 'dead'`);
    const lanes = await Promise.all(
      [1, 2, 3].map(() => database.transaction((manager) => repository.redrive(manager, 'bank', made.messageId, made.deliveryId))),
    );
    expect(lanes.filter((one) => one !== undefined)).toEqual(['sms:normal']);
    expect(await queued()).toEqual([expect.objectContaining({ send_number: 2, tries: 0 })]);
  });
});

describe('addresses that are bad', () => {
  const rejected = { status: 'failed', reason: 'address_rejected', addressShown: '…5678', references: [] } as const;

  test('are suppressed by the answer, once, whatever else comes of them', async () => {
    await Promise.all([create(), create(), create()]);
    const leaseToken = randomUUID();
    const claimed = await queue.claim(lane(), 10, leaseToken, 'sim');
    expect(claimed.map((one) => one.has_suppressions)).toEqual([false, false, false]);
    const all = claimed.map((one, index) =>
      completion(one, leaseToken, {
        ...rejected,
        addressHash: hashOf('34612345678'),
        ...(index === 2 ? { reason: 'rejected', addressHash: hashOf('1') } : {}),
      }),
    );
    await queue.complete('bank', all);
    expect(await suppressions()).toEqual([{ channel: 'sms', address_shown: '…5678', reason: 'hard_bounce' }]);
  });

  test('are not suppressed for one whose lease was lost', async () => {
    await create();
    const lost = await claimOne();
    await lapse();
    await claimOne('another');
    await queue.complete('bank', [completion(lost.claimed, lost.leaseToken, { ...rejected, addressHash: hashOf('34612345678') })]);
    expect(await suppressions()).toEqual([]);
  });

  test.each([[['ref-1']], [['part-1', 'part-2']]])('are suppressed by a receipt of %j, which may come first', async (references) => {
    for (const first of ['answer', 'receipt']) {
      await dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, delivery_receipts, suppressions');
      await create();
      const { claimed, leaseToken } = await claimOne();
      const answered = completion(claimed, leaseToken, { references, addressHash: hashOf('34612345678'), addressShown: '…5678' });
      const bounce = { ...receipt(references.at(-1) as string, 'failed'), isAddressBad: true };
      if (first === 'answer') await queue.complete('bank', [answered]);
      await receipts.receive('bank', 'sim', [bounce]);
      await receipts.receive('bank', 'sim', [bounce]);
      if (first === 'receipt') {
        expect(await suppressions()).toEqual([]);
        await queue.complete('bank', [answered]);
        await receipts.apply('bank', 'sim', references);
      }
      expect(await suppressions()).toEqual([{ channel: 'sms', address_shown: '…5678', reason: 'hard_bounce' }]);
    }
  });

  test.each([[['ref-1']], [['part-1', 'part-2']]])(
    'are not suppressed by a receipt of %j that failed for another reason',
    async (references) => {
      const made = await create();
      const { claimed, leaseToken } = await claimOne();
      await queue.complete('bank', [
        completion(claimed, leaseToken, { references, addressHash: hashOf('34612345678'), addressShown: '…5678' }),
      ]);
      await receipts.receive('bank', 'sim', [receipt(references.at(-1) as string, 'failed')]);
      expect([(await deliveryOf(made)).status, await suppressions()]).toEqual(['failed', []]);
    },
  );

  test('are worse than unsubscribed ones, and a complaint stays one', async () => {
    for (const [reason, kept] of [
      ['unsubscribed', 'hard_bounce'],
      ['complaint', 'complaint'],
    ]) {
      await dataSource.query('TRUNCATE deliveries, delivery_queue, suppressions');
      await dataSource.query(
        `INSERT INTO suppressions (bank_id, address_hash, channel, address_shown, reason) VALUES ('bank', $1, 'sms', '…5678', $2)`,
        [hashOf('34612345678'), reason],
      );
      await create();
      const { claimed, leaseToken } = await claimOne();
      expect(claimed.has_suppressions).toBe(true);
      await queue.complete('bank', [completion(claimed, leaseToken, { ...rejected, addressHash: hashOf('34612345678') })]);
      expect((await suppressions()).map((one) => one.reason)).toEqual([kept]);
    }
  });
});

describe('a worker', () => {
  /** What the provider got, and what it says. */
  let sent: Outgoing[] = [];
  let answer: (outgoing: Outgoing, providerId: string) => Promise<Answer> = () =>
    Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
  const running: DeliveryWorker[] = [];

  /** Which provider got what, in order. */
  let takers: string[] = [];
  const LIMITS = { messagesPerSecond: 0, slowAnswerSeconds: 45, bulkPerDay: 10 };

  /** Workers of as many processes, with a route to providers of a kind of their own, each of the next rank. */
  function start(
    count: number,
    { knowsKeys = true, window = 10, enabled = true, providers = ['sim'], disabled = [] as string[], limits = {} } = {},
  ): DeliveryWorker[] {
    const kind = { name: 'simulator', knowsKeys };
    return Array.from({ length: count }, () => {
      const open = (providerId: string): object => ({
        providerId,
        kind,
        limits: { ...LIMITS, ...limits },
        provider: {
          window,
          send: (outgoing: Outgoing): Promise<Answer> => {
            sent.push(outgoing);
            takers.push(providerId);
            return answer(outgoing, providerId);
          },
          close: () => Promise.resolve(),
        },
      });
      const opened = new Map(providers.map((id) => [id, open(id)]));
      const route = { transport: 'sms', channel: 'sms', providers: providers.map((id, rank) => ({ provider_id: id, rank, weight: 1 })) };
      const forget: (() => void)[] = [];
      const changes = { subscribe: (one: () => void) => void forget.push(one), invalidateLocally: () => forget.forEach((one) => one()) };
      const figures = { tried: () => undefined, circuit: () => undefined } as never;
      const health = new healths.ProviderHealth(
        { of: () => new Map([['sms', route]]) } as never,
        { find: (_: string, id: string) => Promise.resolve(enabled && !disabled.includes(id) ? opened.get(id) : undefined) } as never,
        new states.ProviderStates(database, new audits.AuditTrail(database, changes as never), changes as never),
        new pacesModule.Paces(database),
        figures,
      );
      const recipients = new limitsModule.RecipientLimits(database, { registerDistributed: () => undefined } as never);
      const sender = new senders.DeliverySender(health, figures, recipients, reachability);
      const completions = new completionsModule.Completions(queue, receipts, { removed: () => undefined } as never);
      const worker = new workers.DeliveryWorker(queue, health, sender, completions, { isOn: true, tell: () => undefined } as never);
      running.push(worker);
      return worker;
    });
  }

  const wake = (all: readonly DeliveryWorker[], urgency: DeliveryClass = 'normal'): void => all.forEach((one) => one.wake(lane(urgency)));

  async function until(what: () => Promise<boolean>): Promise<void> {
    for (let round = 0; round < 400; round++) {
      if (await what()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('not after 10 seconds');
  }
  const empty = (): Promise<void> => until(async () => (await queued()).length === 0);

  beforeEach(() => {
    sent = [];
    takers = [];
    answer = () => Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.beforeApplicationShutdown()));
  });

  test('and another empty a lane: every delivery is sent exactly once', async () => {
    const all = await Promise.all(Array.from({ length: 120 }, () => create()));
    answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      return { outcome: 'accepted', references: [randomUUID()] };
    };
    wake(start(2));
    await empty();
    expect(sent.map(({ deliveryId }) => deliveryId).sort()).toEqual(all.map(({ deliveryId }) => deliveryId).sort());
    expect(new Set((await dataSource.query('SELECT status FROM deliveries')).map((one: any) => one.status))).toEqual(new Set(['sent']));
  });

  /** As if the database's clock said this to whoever claims. */
  const claimsAt = (at: string): (() => void) => {
    const claim = queue.claim.bind(queue);
    queue.claim = async (...given) => (await claim(...given)).map((one) => ({ ...one, claimed_at: Date.parse(at) }));
    return () => void Object.assign(queue, { claim });
  };

  test.each<[name: string, at: string, zone: string, own: string, hours: number]>([
    ['before clocks go forward', '2026-03-28T21:00:00Z', 'Europe/Madrid', '', 8],
    ['before clocks go back', '2026-10-24T20:00:00Z', 'Europe/Madrid', '', 10],
    ['between', '2026-07-01T22:00:00Z', 'Europe/Madrid', '', 7],
    ["in the customer's zone", '2026-07-01T10:00:00Z', 'Europe/Madrid', 'Pacific/Tongatapu', 8],
  ])('leaves a customer alone in quiet hours, %s', async (_name, at, timeZone, own, hours) => {
    settings = { country: '', timeZone, quietHours: { from: '22:00', until: '07:00', classes: ['normal'] }, readReceipts: false };
    await dataSource.query(`INSERT INTO delivery_preferences (bank_id, customer_id, time_zone) VALUES ('bank', 'customer', $1)`, [own]);
    const made = await create();
    const urgent = await create('high');
    await dataSource.query(`UPDATE delivery_queue SET expires_at = now() + interval '3 days'`);
    const restore = claimsAt(at);
    try {
      const all = start(1);
      wake(all);
      wake(all, 'high');
      await until(async () => (await deliveryOf(made)).reason !== '' && (await deliveryOf(urgent)).status === 'sent');
    } finally {
      restore();
    }
    const [row] = await dataSource.query(
      `SELECT round(extract(epoch FROM due_at - now()) / 360) / 10 AS hours, tries, attempts, lease_token FROM delivery_queue`,
    );
    expect([Number(row.hours), row.tries, row.attempts, row.lease_token]).toEqual([hours, 0, 0, null]);
    const { status, reason, history, ended_at: endedAt } = await deliveryOf(made);
    expect([status, reason, endedAt, await attemptsOf(made)]).toEqual(['queued', 'quiet_hours', null, []]);
    expectAllowed(history);
    settings = { ...settings, quietHours: null };
    await dueNow();
    wake(start(1));
    await until(async () => (await deliveryOf(made)).status === 'sent');
    expect((await deliveryOf(made)).history.map((change: any) => change.status)).toEqual(['queued', 'sent']);
  });

  test('leaves it in quiet hours to the provider that may have got it', async () => {
    settings = { country: '', timeZone: 'UTC', quietHours: { from: '22:00', until: '07:00', classes: ['normal'] }, readReceipts: false };
    const made = await create();
    await dataSource.query(`UPDATE delivery_queue SET provider_id = 'next', attempts = 1, expires_at = now() + interval '3 days'`);
    await dataSource.query(`UPDATE deliveries SET status = 'retrying', attempts = 1`);
    const restore = claimsAt('2026-07-01T23:00:00Z');
    try {
      wake(start(1, { providers: ['sim', 'next'] }));
      await until(async () => (await deliveryOf(made)).reason === 'quiet_hours');
      expect(await queued()).toEqual([expect.objectContaining({ provider_id: 'next', repeats: 0, lease_token: null })]);
      await dueNow();
      wake(start(1, { providers: ['sim', 'next'], disabled: ['next'] }));
      await until(async () => (await queued())[0].repeats === 1);
      expect(await queued()).toEqual([expect.objectContaining({ provider_id: '', lease_token: null })]);
    } finally {
      restore();
    }
    expect(sent).toEqual([]);
  });

  test('says of what expires in quiet hours that it does, before and after', async () => {
    settings = {
      country: '',
      timeZone: 'UTC',
      quietHours: { from: '22:00', until: '07:00', classes: ['normal', 'bulk'] },
      readReceipts: false,
    };
    const made = await create();
    const restore = claimsAt('2026-07-01T23:00:00Z');
    try {
      wake(start(1));
      await until(async () => (await deliveryOf(made)).reason !== '');
    } finally {
      restore();
    }
    expect(await deliveryOf(made)).toMatchObject({ status: 'queued', reason: 'expires_in_quiet_hours', ended_at: null });
    const [{ due_at: dueAt, expires_at: expiresAt }] = await queued();
    expect(dueAt).toEqual(expiresAt);
    await dataSource.query(`UPDATE delivery_queue SET due_at = now(), expires_at = now()`);
    wake(start(1));
    await empty();
    const { status, reason, history } = await deliveryOf(made);
    expect([status, reason]).toEqual(['expired', 'expires_in_quiet_hours']);
    expect(history.map((change: any) => `${change.status} ${change.reason}`)).toEqual([
      'queued expires_in_quiet_hours',
      'expired expires_in_quiet_hours',
    ]);
    expectAllowed(history);
    expect(sent).toEqual([]);
  });

  test.each<[urgency: DeliveryClass, column: string, status: string]>([
    ['high', 'channels_off', 'sent'],
    ['normal', 'channels_off', 'suppressed'],
    ['bulk', 'channels_off', 'suppressed'],
    ['high', 'mailings_off', 'sent'],
    ['normal', 'mailings_off', 'sent'],
    ['bulk', 'mailings_off', 'suppressed'],
  ])('looks at an opt-out when it claims: %s with %s is %s', async (urgency, column, status) => {
    const made = await create(urgency);
    await dataSource.query(`INSERT INTO delivery_preferences (bank_id, customer_id, ${column}) VALUES ('bank', 'customer', '{sms}')`);
    wake(start(1), urgency);
    await empty();
    const found = await deliveryOf(made);
    expect([found.status, found.reason]).toEqual([status, status === 'sent' ? '' : 'opted_out']);
    expectAllowed(found.history);
  });

  test('asks for all suppressed addresses of a claim together, and sends to the others', async () => {
    await dataSource.query(
      `INSERT INTO suppressions (bank_id, address_hash, channel, address_shown, reason) VALUES ('bank', $1, 'sms', '…5678', 'manual')`,
      [hashOf('+34612345678')],
    );
    await dataSource.query(`
      INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
      VALUES ('bank', 'another', '2', 'L', '+34612345679') ON CONFLICT DO NOTHING`);
    const stopped = await Promise.all(Array.from({ length: 30 }, () => create()));
    const others = await Promise.all(Array.from({ length: 5 }, () => create()));
    for (const { deliveryId, messageId } of others) {
      await dataSource.query(`UPDATE delivery_queue SET customer_id = 'another' WHERE delivery_id = $1`, [deliveryId]);
      await dataSource.query(`UPDATE messages SET customer_id = 'another' WHERE message_id = $1`, [messageId]);
    }
    const asked: string[] = [];
    const query = database.query.bind(database);
    database.query = (statement, values) => {
      asked.push(statement.name);
      return query(statement, values);
    };
    try {
      wake(start(1, { window: 100 }));
      await empty();
    } finally {
      Object.assign(database, { query });
    }
    expect(asked.filter((name) => name === 'suppressions_find')).toHaveLength(1);
    for (const one of stopped)
      expect(await deliveryOf(one)).toMatchObject({ status: 'suppressed', reason: 'address_suppressed', attempts: 0 });
    for (const one of others) expect((await deliveryOf(one)).status).toBe('sent');
    await dataSource.query('TRUNCATE suppressions');
    const [again] = stopped as [Made];
    await database.transaction((manager) => repository.redrive(manager, 'bank', again.messageId, again.deliveryId));
    wake(start(1));
    await empty();
    const { status, history } = await deliveryOf(again);
    expect(status).toBe('sent');
    expectAllowed(history);
  });

  test.each<[urgency: DeliveryClass, knowsKeys: boolean, status: string, sends: number]>([
    ['normal', true, 'sent', 1],
    ['high', true, 'sent', 1],
    ['normal', false, 'sent', 1],
    ['high', false, 'unknown', 0],
  ])('finds one of class %s that a lost worker held, keys known: %j', async (urgency, knowsKeys, status, sends) => {
    const made = await create(urgency);
    await queue.claim(lane(urgency), 1, randomUUID(), 'sim');
    await lapse();
    const all = start(1, { knowsKeys });
    wake(all, urgency);
    await until(async () => (await attemptsOf(made)).length > 0);
    expect((await attemptsOf(made))[0]).toMatchObject({ outcome: 'interrupted', provider_id: 'sim' });
    await dueNow();
    wake(all, urgency);
    await empty();
    expect([(await deliveryOf(made)).status, sent.length]).toEqual([status, sends]);
    if (sends > 0) expect(sent[0]?.sendKey).toBe(`${made.deliveryId}-1`);
    expectAllowed((await deliveryOf(made)).history);
  });

  test('repeats no one-time code with another provider than the one that may have got it', async () => {
    const made = await create('high');
    await queue.claim(lane('high'), 1, randomUUID(), 'another');
    await lapse();
    wake(start(1), 'high');
    await empty();
    expect(await deliveryOf(made)).toMatchObject({ status: 'unknown', reason: 'worker_lost', provider_id: 'another' });
    expect(sent).toEqual([]);
  });

  test('ends what has expired, also where nobody can send, and does not call unsent what a lost worker held', async () => {
    for (const enabled of [true, false]) {
      const [waits, held] = [await create(), await create('bulk')];
      await queue.claim(lane('bulk'), 1, randomUUID(), 'sim');
      await lapse();
      await dataSource.query(`UPDATE delivery_queue SET expires_at = now() - interval '1 second'`);
      const all = start(1, { enabled });
      wake(all);
      wake(all, 'bulk');
      await empty();
      expect(await deliveryOf(waits)).toMatchObject({ status: 'expired', reason: 'time_to_live', attempts: 0 });
      expect(await deliveryOf(held)).toMatchObject({ status: 'unknown', reason: 'worker_lost' });
    }
    expect(sent).toEqual([]);
  });

  test('goes on when a provider throws; what it throws at ends as dead', async () => {
    const poisoned = await create();
    const others = await Promise.all(Array.from({ length: 20 }, () => create()));
    await dataSource.query('UPDATE delivery_queue SET tries = 19 WHERE delivery_id = $1', [poisoned.deliveryId]);
    answer = ({ deliveryId }) => {
      if (deliveryId === poisoned.deliveryId) throw new TypeError('a defect');
      return Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
    };
    wake(start(1));
    await empty();
    expect(await deliveryOf(poisoned)).toMatchObject({ status: 'dead', reason: 'too_many_tries' });
    for (const one of others) expect((await deliveryOf(one)).status).toBe('sent');
  });

  test('goes on after a row that the database refuses', async () => {
    const refused = await create();
    const others = await Promise.all(Array.from({ length: 20 }, () => create()));
    await dataSource.query('UPDATE delivery_queue SET attempts = 32767 WHERE delivery_id = $1', [refused.deliveryId]);
    wake(start(1, { window: 100 }));
    await until(async () => (await queued()).length === 1);
    for (const one of others) expect((await deliveryOf(one)).status).toBe('sent');
  });

  const knocking = async (all: readonly DeliveryWorker[], urgency: DeliveryClass, what: () => Promise<boolean>): Promise<void> => {
    const knock = setInterval(() => wake(all, urgency), 100);
    try {
      await until(what);
    } finally {
      clearInterval(knock);
    }
  };
  const healthOf = async (providerId = 'sim'): Promise<any> =>
    (await dataSource.query('SELECT * FROM delivery_provider_health WHERE provider_id = $1', [providerId]))[0];
  let recorded = 0;
  const records = async (): Promise<string[]> =>
    (await dataSource.query('SELECT action FROM audit_records ORDER BY at OFFSET $1', [recorded])).map(({ action }: any) => action);
  const rested = (): Promise<unknown> => dataSource.query('UPDATE delivery_provider_health SET rests_until = now()');
  const accept = (): Promise<Answer> => Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
  const away = (): Promise<Answer> => Promise.resolve({ outcome: 'unavailable', code: 'ECONNREFUSED', retryAfter: 60_000 });

  test('opens a circuit for all processes; one message sees whether it may close', async () => {
    recorded = (await dataSource.query('SELECT count(*)::int AS count FROM audit_records'))[0].count;
    const all = start(3);
    answer = away;
    await Promise.all(Array.from({ length: 10 }, () => create()));
    wake(all.slice(0, 1));
    await until(async () => (await healthOf())?.is_open === true);
    expect(await healthOf()).toMatchObject({ reason: 'failures', failures: { ECONNREFUSED: 10 } });
    expect(await records()).toEqual(['provider.circuit_opened']);
    await dataSource.query('TRUNCATE delivery_queue, deliveries');
    sent = [];
    await Promise.all(Array.from({ length: 20 }, () => create()));
    for (let round = 0; round < 10; round++) {
      wake(all);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(sent).toEqual([]);
    await rested();
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // what they remember is no older
    // Lanes that found nobody rest for five seconds.
    await knocking(all, 'normal', () => Promise.resolve(sent.length > 0));
    for (let knock = 0; knock < 6; knock++) {
      wake(all);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(sent.length).toBe(1);
    expect((await healthOf()).is_open).toBe(true);
    answer = accept;
    await rested();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await dueNow();
    await knocking(all, 'normal', async () => (await queued()).length === 0);
    expect((await healthOf()).is_open).toBe(false);
    expect(await records()).toEqual(['provider.circuit_opened', 'provider.circuit_closed']);
  }, 60_000);

  test('takes the time that a provider says it took, not that in which a message waited there', async () => {
    answer = () => Promise.resolve({ outcome: 'accepted', references: [randomUUID()], milliseconds: 60_000 });
    await Promise.all(Array.from({ length: 30 }, () => create()));
    wake(start(1));
    await until(async () => (await healthOf())?.is_open === true);
    expect(await healthOf()).toMatchObject({ reason: 'slow' });
  });

  test('takes a provider that is being closed for no failure of it', async () => {
    answer = () => Promise.resolve({ outcome: 'unavailable', code: 'CLOSED' });
    await Promise.all(Array.from({ length: 30 }, () => create()));
    wake(start(1));
    await until(() => Promise.resolve(sent.length === 30));
    await until(async () => (await queued()).every((one: any) => one.lease_token === null));
    expect(await healthOf()).toBeUndefined();
  });

  test('lets another through where the first one that was to see is not sent at all', async () => {
    const all = start(1);
    await dataSource.query(
      `INSERT INTO delivery_provider_health (bank_id, provider_id, is_open, changed_at) VALUES ('bank', 'sim', true, now())`,
    );
    const without = await create('normal', 'removed');
    const next = await create();
    await knocking(all, 'normal', async () => (await deliveryOf(next)).status === 'sent');
    expect([(await deliveryOf(without)).status, (await healthOf()).is_open]).toEqual(['failed', false]);
  });

  test('sends with the next rank while the first is away', async () => {
    const all = start(2, { providers: ['sim', 'next'] });
    answer = (_, providerId) => (providerId === 'sim' ? away() : accept());
    await Promise.all(Array.from({ length: 30 }, () => create()));
    wake(all);
    await until(async () => (await healthOf())?.is_open === true);
    await knocking(all, 'normal', async () => {
      await dueNow(); // also what was answered only now
      return (await queued()).length === 0;
    });
    expect(takers.filter((id) => id === 'next').length).toBe(30);
  });

  test('slows down where a provider asks for fewer: a thousand messages, none tried more than twice', async () => {
    const RATE = 100; // less than the slowest machine sends
    const taken: number[] = [];
    answer = () => {
      const now = performance.now();
      while (taken.length > 0 && (taken[0] ?? 0) <= now - 1_000) taken.shift();
      if (taken.length >= RATE) return Promise.resolve({ outcome: 'throttled', code: 'HTTP 429', retryAfter: 1_000 });
      taken.push(now);
      return accept();
    };
    for (let made = 0; made < 1_000; made += 50) await Promise.all(Array.from({ length: 50 }, () => create()));
    const all = start(1, { window: 300 });
    const last = Date.now() + 60_000;
    while ((await queued()).length > 0 && Date.now() < last) {
      wake(all);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const [found] = await dataSource.query(
      `SELECT count(*) FILTER (WHERE status = 'sent')::int AS sent, max(attempts)::int AS most FROM deliveries`,
    );
    expect(found).toEqual({ sent: 1_000, most: 2 });
  }, 120_000);

  test('keeps to the rate that a bank has set, over all processes together', async () => {
    // So slow that how fast the test runs makes no difference.
    const wish = { perSecond: 0.01, isSlowed: false };
    const taken = await Promise.all([1, 2, 3].map(() => new pacesModule.Paces(database).take('bank', 'sim', wish, 10, 'normal')));
    expect(taken.map(({ granted }) => granted).sort()).toEqual([0, 0, 1]);
    await dataSource.query('DELETE FROM delivery_provider_health');
    const all = start(3, { limits: { messagesPerSecond: 20 } });
    await Promise.all(Array.from({ length: 40 }, () => create()));
    await knocking(all, 'normal', async () => (await queued()).length === 0);
    expect(sent.length).toBe(40);
  });

  test('sends one address ten mailings in a day, and the others the next day', async () => {
    await Promise.all(Array.from({ length: 13 }, () => create('bulk')));
    await dataSource.query(`UPDATE delivery_queue SET expires_at = now() + interval '3 days'`);
    const ordinary = await create();
    const all = start(2);
    wake(all, 'bulk');
    wake(all);
    await until(
      async () =>
        (await deliveryOf(ordinary)).status === 'sent' &&
        (await dataSource.query(`SELECT FROM deliveries WHERE reason = 'recipient_limit'`)).length === 3,
    );
    await until(async () => (await queued()).length === 3);
    expect(sent.length).toBe(11);
    const rows = await dataSource.query(
      `SELECT DISTINCT lease_token, round(extract(epoch FROM (due_at AT TIME ZONE 'UTC') -
                (date_trunc('day', now() AT TIME ZONE 'UTC') + interval '1 day')))::int AS off FROM delivery_queue`,
    );
    expect(rows).toEqual([{ lease_token: null, off: 0 }]);
  });

  test('repeats with the provider that may have got it, which knows the key, though another is in front', async () => {
    const made = await create();
    await dataSource.query(`UPDATE delivery_queue SET provider_id = 'next'`);
    wake(start(1, { providers: ['sim', 'next'] }));
    await empty();
    expect([takers, (await deliveryOf(made)).provider_id]).toEqual([['next'], 'next']);
  });

  test('leaves it for that provider while its circuit is open, and repeats it once elsewhere where it was removed', async () => {
    const [made, other] = [await create(), await create()];
    await dataSource.query(`UPDATE delivery_queue SET provider_id = 'next' WHERE delivery_id = $1`, [made.deliveryId]);
    await dataSource.query(
      `INSERT INTO delivery_provider_health (bank_id, provider_id, is_open, changed_at, rests_until) VALUES ('bank', 'next', true, now(), now() + interval '1 hour')`,
    );
    wake(start(1, { providers: ['sim', 'next'] }));
    await until(async () => (await deliveryOf(other)).status === 'sent');
    expect([takers, (await deliveryOf(made)).status]).toEqual([['sim'], 'queued']);
    answer = () => Promise.resolve({ outcome: 'unknown', code: 'ECONNRESET' });
    const without = start(1, { providers: ['sim', 'next'], disabled: ['next'], knowsKeys: false });
    wake(without);
    await empty();
    expect([takers, (await deliveryOf(made)).status]).toEqual([['sim', 'sim'], 'unknown']);
  });

  test('does not pin what was not answered by a provider that knows no keys', async () => {
    const made = await create();
    answer = () => Promise.resolve({ outcome: 'unknown', code: 'ECONNRESET' });
    wake(start(1, { knowsKeys: false, providers: ['sim', 'next'] }));
    await until(async () => (await deliveryOf(made)).status === 'retrying');
    expect(await queued()).toEqual([expect.objectContaining({ provider_id: '', repeats: 1, lease_token: null })]);
  });

  test('pins what was not answered to the provider that knows its key', async () => {
    const made = await create('high');
    answer = () => Promise.resolve({ outcome: 'unknown', code: 'ECONNRESET' });
    const all = start(1, { providers: ['sim', 'next'] });
    wake(all, 'high');
    await until(async () => (await deliveryOf(made)).status === 'retrying');
    expect(await queued()).toEqual([expect.objectContaining({ provider_id: 'sim', repeats: 0, lease_token: null })]);
    answer = away; // it may still have the first
    await dueNow();
    wake(all, 'high');
    await until(async () => (await attemptsOf(made)).length === 2);
    expect(await queued()).toEqual([expect.objectContaining({ provider_id: 'sim' })]);
  });

  test('claims no more than a provider can be asked for, and sends what is urgent next', async () => {
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    answer = () => held.then(accept);
    await Promise.all(Array.from({ length: 60 }, () => create('bulk')));
    const all = start(1, { window: 10, limits: { bulkPerDay: 0 } });
    wake(all, 'bulk');
    await until(() => Promise.resolve(sent.length >= 7));
    expect((await queued()).filter((one) => one.lease_token !== null).length).toBe(7);
    const code = await create('high');
    wake(all, 'high');
    await until(() => Promise.resolve(sent.some(({ deliveryId }) => deliveryId === code.deliveryId)));
    expect(sent.findIndex(({ deliveryId }) => deliveryId === code.deliveryId)).toBe(7);
    free();
    await empty();
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(61);
  });
});

const onServer = process.env.TEST_DATABASE_URL === undefined ? test.skip : test;

onServer(
  'the queue stays small while two hundred thousand rows pass through it, and a vacuum holds up nobody',
  async () => {
    const vacuum = new vacuums.QueueVacuum(database, { databaseUrl: 'postgres://' } as never);
    // What is looked at is our vacuum, which leaves the table to another one that is at it.
    await dataSource.query('ALTER TABLE delivery_queue SET (autovacuum_enabled = off)');
    const size = async (): Promise<number> =>
      Number((await dataSource.query(`SELECT pg_total_relation_size('delivery_queue') AS size`))[0].size);
    const dead = async (): Promise<number> =>
      Number((await dataSource.query(`SELECT pg_stat_get_dead_tuples('delivery_queue'::regclass) AS dead`))[0].dead);
    let first = 0;
    for (let round = 0; round < 4; round++) {
      await dataSource.query(`
      INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
      SELECT 'bank', gen_random_uuid(), gen_random_uuid(), 'customer', 'sms:normal', now(), now() + interval '1 hour' FROM generate_series(1, 50000)`);
      await dataSource.query(`UPDATE delivery_queue SET lease_token = gen_random_uuid(), lease_until = now()`);
      await dataSource.query('DELETE FROM delivery_queue');
      await Promise.all([vacuum.vacuum(), vacuum.vacuum(), create()]);
      await dataSource.query('DELETE FROM delivery_queue');
      // A session that just begins holds up what a vacuum may remove: the next one removes it, and then frees the pages of the indexes.
      await until('nothing is left to remove', async () => {
        await vacuum.vacuum();
        return (await dead()) === 0;
      });
      await vacuum.vacuum();
      if (round === 0) first = await size();
    }
    expect(await size()).toBeLessThan(first * 1.5); // four times as much without a vacuum
  },
  120_000,
);
