import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
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
import type { DeliveryWorker } from '../../src/messaging/deliveries/queue/delivery-worker.js';
import type { Answer, DeliveryClass, Outgoing, Receipt } from '../../src/messaging/providers/provider.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { removeFolder, temporaryFolder } from '../support/service.mjs';

// As it was built: the embedded engine is a worker beside its own file.
const built = async <Module>(path: string): Promise<Module> => (await import(`../../dist/src/${path}.js`)) as Module;
const { DataSource: Opened } = await import('typeorm');
const { dataSourceOptions } = await built<typeof import('../../src/app/schema/data-source-options.js')>('app/schema/data-source-options');
const { startEmbeddedEngine } =
  await built<typeof import('../../src/platform/database/embedded/engine.js')>('platform/database/embedded/engine');
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
const senders = await built<typeof import('../../src/messaging/deliveries/queue/delivery-sender.js')>(
  `${deliveries}/queue/delivery-sender`,
);
const healths = await built<typeof import('../../src/messaging/deliveries/queue/provider-health.js')>(
  `${deliveries}/queue/provider-health`,
);
const workers = await built<typeof import('../../src/messaging/deliveries/queue/delivery-worker.js')>(
  `${deliveries}/queue/delivery-worker`,
);

let dataSource: DataSource;
let database: Database;
let close: () => Promise<void>;
let queue: DeliveryQueueRepository;
let receipts: DeliveryReceipts;
let repository: DeliveriesRepository;

beforeAll(async () => {
  if (databaseKind() === 'postgres') {
    const { url, drop } = await createDatabase();
    dataSource = await new Opened(dataSourceOptions({ url, poolSize: 10 })).initialize();
    close = drop;
  } else {
    const folder = temporaryFolder();
    const engine = await startEmbeddedEngine(folder, () => undefined);
    dataSource = await new Opened(dataSourceOptions({ embeddedHost: engine.host })).initialize();
    close = async (): Promise<void> => {
      await engine.stop();
      removeFolder(folder);
    };
  }
  await dataSource.runMigrations({ transaction: 'each' });
  database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B')`);
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    VALUES ('bank', 'customer', '1', 'L', '+34612345678')`);
  queue = new queues.DeliveryQueueRepository(database);
  receipts = new receiptsModule.DeliveryReceipts(database, { registerDistributed: () => undefined } as never);
  repository = new repositories.DeliveriesRepository(database);
});
afterAll(async () => {
  await dataSource.destroy();
  await close();
});
beforeEach(() => dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, delivery_receipts, messages'));

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
    await database.transaction((manager) => repository.redrive(manager, 'bank', made.messageId, made.deliveryId, 60));
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

  test('driven again by two at the same time it is queued once', async () => {
    const made = await create();
    await dataSource.query('TRUNCATE delivery_queue');
    await dataSource.query(`UPDATE deliveries SET status = 'dead'`);
    const lanes = await Promise.all(
      [1, 2, 3].map(() => database.transaction((manager) => repository.redrive(manager, 'bank', made.messageId, made.deliveryId, 60))),
    );
    expect(lanes.filter((one) => one !== undefined)).toEqual(['sms:normal']);
    expect(await queued()).toEqual([expect.objectContaining({ send_number: 2, tries: 0 })]);
  });
});

describe('a worker', () => {
  /** What the provider got, and what it says. */
  let sent: Outgoing[] = [];
  let answer: (outgoing: Outgoing) => Promise<Answer> = () => Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
  const running: DeliveryWorker[] = [];

  /** Workers of as many processes, with a route to a provider of a kind of their own. */
  function start(count: number, { knowsKeys = true, window = 10, enabled = true } = {}): DeliveryWorker[] {
    const kind = { name: 'simulator', knowsKeys };
    return Array.from({ length: count }, () => {
      const provider = {
        window,
        send: (outgoing: Outgoing): Promise<Answer> => {
          sent.push(outgoing);
          return answer(outgoing);
        },
        close: () => Promise.resolve(),
      };
      const routes = new Map([['sms', { transport: 'sms', channel: 'sms', providers: [{ provider_id: 'sim', rank: 0, weight: 1 }] }]]);
      const figures = { tried: () => undefined, circuit: () => undefined, lanes: () => undefined };
      const open = { providerId: 'sim', kind, provider };
      const health = new healths.ProviderHealth(
        { of: () => routes } as never,
        { find: () => Promise.resolve(enabled ? open : undefined) } as never,
        figures,
      );
      const sender = new senders.DeliverySender(health, figures, { secretsKeys: ['k'.repeat(32)], secretsKey: 'k'.repeat(32) } as never);
      const worker = new workers.DeliveryWorker(queue, health, sender, receipts, database, { deliveryWorkers: 'inline' } as never);
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
    answer = () => Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.beforeApplicationShutdown()));
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

  test('lets one through after an open circuit has rested, also when the first one is not sent at all', async () => {
    const all = start(1);
    answer = () => Promise.resolve({ outcome: 'unavailable', code: 'ECONNREFUSED', retryAfter: 60_000 });
    await Promise.all(Array.from({ length: 10 }, () => create()));
    wake(all);
    await until(async () => (await dataSource.query(`SELECT FROM deliveries WHERE status = 'retrying'`)).length === 10);
    await dataSource.query('TRUNCATE delivery_queue, deliveries');
    const without = await create('normal', 'removed');
    await new Promise((resolve) => setTimeout(resolve, 15_500));
    answer = () => Promise.resolve({ outcome: 'accepted', references: [randomUUID()] });
    const knock = setInterval(() => wake(all), 100);
    try {
      await until(async () => (await deliveryOf(without)).status === 'failed');
      const next = await create();
      await until(async () => (await deliveryOf(next)).status === 'sent');
    } finally {
      clearInterval(knock);
    }
  }, 60_000);
});
