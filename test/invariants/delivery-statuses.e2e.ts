import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Database } from '../../src/platform/database/database.js';
import type { DeliveriesRepository } from '../../src/messaging/deliveries/deliveries.repository.js';
import type { DeliveryReceipts } from '../../src/messaging/deliveries/delivery-receipts.js';
import type { Completion, DeliveryQueueRepository } from '../../src/messaging/deliveries/queue/delivery-queue.repository.js';
import type { Receipt } from '../../src/messaging/providers/provider.js';
import { built, openBuiltDatabase } from '../support/built-database.js';

jest.setTimeout(300_000);

const folder = 'messaging/deliveries';
const databases = await built<typeof import('../../src/platform/database/database.js')>('platform/database/database');
const repositories = await built<typeof import('../../src/messaging/deliveries/deliveries.repository.js')>(
  `${folder}/deliveries.repository`,
);
const receiptsModule = await built<typeof import('../../src/messaging/deliveries/delivery-receipts.js')>(`${folder}/delivery-receipts`);
const queues = await built<typeof import('../../src/messaging/deliveries/queue/delivery-queue.repository.js')>(
  `${folder}/queue/delivery-queue.repository`,
);
const outcomes = await built<typeof import('../../src/messaging/deliveries/queue/outcome.js')>(`${folder}/queue/outcome`);

/** What may follow what, once more and by hand, as the plan of delivery has it. What a claim holds is `sending`, which is not stored. */
const ALLOWED: Record<string, readonly string[]> = {
  queued: ['queued', 'sent', 'retrying', 'failed', 'unknown', 'dead', 'cancelled', 'expired', 'suppressed'],
  retrying: ['sent', 'retrying', 'failed', 'unknown', 'dead', 'cancelled', 'expired', 'suppressed'],
  sent: ['delivered', 'failed', 'unknown'],
  unknown: ['sent', 'delivered', 'failed', 'queued'],
  failed: ['delivered'],
  dead: ['queued'],
  delivered: [],
  cancelled: [],
  expired: [],
  suppressed: ['queued'],
};

let dataSource: DataSource;
let database: Database;
let close: () => Promise<void>;
let queue: DeliveryQueueRepository;
let receipts: DeliveryReceipts;
let repository: DeliveriesRepository;

beforeAll(async () => {
  ({ dataSource, close } = await openBuiltDatabase());
  database = new databases.Database(dataSource);
  await dataSource.query(`INSERT INTO banks (bank_id, short_name) VALUES ('bank', 'B')`);
  await dataSource.query(`
    INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
    VALUES ('bank', 'customer', '1', 'L', '+34612345678')`);
  queue = new queues.DeliveryQueueRepository(database);
  receipts = new receiptsModule.DeliveryReceipts(database, { registerDistributed: () => undefined } as never);
  repository = new repositories.DeliveriesRepository(database);
});
afterAll(() => close());

/** What may happen to one delivery, in whatever order. `turn` says which of several claims or references is meant. */
type Event =
  | { readonly kind: 'claim' | 'lapse' | 'cancel' | 'redrive' | 'no receipt' }
  | { readonly kind: 'answer'; readonly outcome: (typeof ANSWERS)[number]; readonly parts: number; readonly turn: number }
  | { readonly kind: 'receipt'; readonly state: Receipt['state']; readonly turn: number };

const ANSWERS = [
  'accepted',
  'temporary',
  'permanent',
  'throttled',
  'unavailable',
  'unknown',
  'expired',
  'no address',
  'quiet hours',
] as const;

const EVENTS = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Event>({ kind: 'claim' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      outcome: fc.oneof({ weight: 5, arbitrary: fc.constant('accepted' as const) }, { weight: 4, arbitrary: fc.constantFrom(...ANSWERS) }),
      parts: fc.integer({ min: 1, max: 3 }),
      turn: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('receipt' as const),
      state: fc.constantFrom<Receipt['state']>('sent', 'delivered', 'failed', 'unknown'),
      turn: fc.nat(2),
    }),
  },
  { weight: 3, arbitrary: fc.constantFrom<Event>({ kind: 'lapse' }, { kind: 'cancel' }, { kind: 'redrive' }, { kind: 'no receipt' }) },
);

const answered = (outcome: (typeof ANSWERS)[number]): Event => ({ kind: 'answer', outcome, parts: 1, turn: 0 });
const CLAIM: Event = { kind: 'claim' };

/** The short ways to every status that has to be reached, so that no run leaves one out by chance. */
const EXAMPLES: [Event[]][] = [
  [[CLAIM, answered('accepted'), { kind: 'receipt', state: 'delivered', turn: 0 }]],
  [[CLAIM, answered('temporary'), CLAIM, answered('permanent')]],
  [[CLAIM, answered('accepted'), { kind: 'no receipt' }]],
  [[CLAIM, answered('no address'), { kind: 'redrive' }]],
  [[CLAIM, answered('expired')]],
  [[{ kind: 'cancel' }]],
];

/** One delivery, and everything that has been said about it. */
class Story {
  readonly messageId = randomUUID();
  readonly deliveryId = randomUUID();
  private readonly claims: { readonly claimed: Parameters<typeof done>[0]; readonly leaseToken: string }[] = [];
  private sends = 0;
  readonly statuses: string[] = ['queued'];

  async begin(): Promise<void> {
    const { messageId, deliveryId } = this;
    await dataSource.query(
      `INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person, created_by_user_id, created_by_consumer_id)
       VALUES ('bank', 'customer', $1, now(), 'SMS', 'text', 'd', 'p', 'u', 'c')`,
      [messageId],
    );
    await dataSource.query(
      `INSERT INTO deliveries (bank_id, message_id, delivery_id, customer_id, channel, class, status, expires_at)
       VALUES ('bank', $1, $2, 'customer', 'sms', 'normal', 'queued', now() + interval '1 hour')`,
      [messageId, deliveryId],
    );
    await dataSource.query(
      `INSERT INTO delivery_queue (bank_id, delivery_id, message_id, customer_id, lane, due_at, expires_at)
       VALUES ('bank', $1, $2, 'customer', 'sms:normal', now(), now() + interval '1 hour')`,
      [deliveryId, messageId],
    );
  }

  async happen(event: Event): Promise<void> {
    switch (event.kind) {
      case 'claim': {
        await dataSource.query('UPDATE delivery_queue SET due_at = now() WHERE lease_token IS NULL');
        const leaseToken = randomUUID();
        const [claimed] = await queue.claim({ bankId: 'bank', channel: 'sms', class: 'normal', route: '' }, 1, leaseToken, 'sim');
        if (claimed !== undefined) this.claims.unshift({ claimed, leaseToken });
        return;
      }
      case 'answer': {
        const claim = this.claims[event.turn % Math.max(1, this.claims.length)]; // also of a claim that was lost meanwhile, and twice
        if (claim !== undefined) await queue.complete('bank', [done(claim.claimed, claim.leaseToken, event, this.references(event.parts))]);
        if (event.outcome === 'accepted') await receipts.apply('bank');
        return;
      }
      case 'receipt':
        // Of any send, also of one that has not been answered yet.
        return receipts.receive('bank', 'sim', [
          { reference: this.reference(event.turn), state: event.state, code: '', doneAt: undefined, isAddressBad: false },
        ]);
      case 'lapse':
        await dataSource.query(`UPDATE delivery_queue SET lease_until = now() - interval '1 second' WHERE lease_token IS NOT NULL`);
        return;
      case 'cancel':
        await database.transaction((manager) => repository.cancel(manager, 'bank', this.messageId, this.deliveryId));
        return;
      case 'redrive':
        await database.transaction((manager) => repository.redrive(manager, 'bank', this.messageId, this.deliveryId));
        return;
      case 'no receipt':
        await dataSource.query(`UPDATE deliveries SET receipt_until = now() - interval '1 second' WHERE receipt_until IS NOT NULL`);
        await (receipts as unknown as { lookAgain(): Promise<void> }).lookAgain();
    }
  }

  /** Notes where it stands; what is stored has to agree with what was noted. */
  async look(): Promise<void> {
    const [{ status, history, reason, ended_at: endedAt }] = await dataSource.query('SELECT * FROM deliveries WHERE delivery_id = $1', [
      this.deliveryId,
    ]);
    const [{ queued }] = await dataSource.query('SELECT count(*)::int AS queued FROM delivery_queue WHERE delivery_id = $1', [
      this.deliveryId,
    ]);
    // The history begins with what came after `queued`.
    const told = ['queued', ...(history as { status: string }[]).map((change) => change.status)];
    for (const [index, to] of told.entries()) {
      const from = told[index - 1];
      if (from !== undefined) expect({ from, to, allowed: ALLOWED[from]?.includes(to) }).toEqual({ from, to, allowed: true });
    }
    expect(told.slice(0, this.statuses.length)).toEqual(this.statuses); // nothing that was told is taken back
    expect(status).toBe(told.at(-1));
    // It waits in the queue exactly while somebody still has to send it.
    expect({ status, queued }).toEqual({ status, queued: ['queued', 'retrying'].includes(status) ? 1 : 0 });
    expect({ status, hasEnded: endedAt !== null }).toEqual({
      status,
      hasEnded: ['delivered', 'failed', 'cancelled', 'expired', 'dead', 'suppressed'].includes(status),
    });
    expect(typeof reason).toBe('string');
    this.statuses.splice(0, this.statuses.length, ...told);
  }

  private reference(index: number): string {
    return `${this.deliveryId}/${index}`;
  }

  private references(parts: number): string[] {
    const first = this.sends;
    this.sends += parts;
    return Array.from({ length: parts }, (_, part) => this.reference(first + part));
  }
}

type Claimed = Awaited<ReturnType<DeliveryQueueRepository['claim']>>[number];

/** What the worker stores after an answer. */
function done(claimed: Claimed, leaseToken: string, { outcome }: { outcome: (typeof ANSWERS)[number] }, references: string[]): Completion {
  const base = {
    bankId: 'bank',
    claimed,
    leaseToken,
    addressHash: undefined,
    addressShown: '',
    receiptSeconds: outcome === 'accepted' ? 3600 : undefined,
    references: outcome === 'accepted' ? references : [],
  };
  const ended = { again: undefined, counts: false, isRepeat: false, attempt: undefined };
  if (outcome === 'expired') return { ...base, ...ended, status: 'expired', reason: 'time_to_live' };
  if (outcome === 'no address') return { ...base, ...ended, status: 'suppressed', reason: 'no_address' };
  if (outcome === 'quiet hours')
    return { ...base, ...ended, status: claimed.attempts === 0 ? 'queued' : 'retrying', reason: 'quiet_hours', again: 3_600_000 };
  const { tries, attempts, repeats } = claimed;
  const answer = { outcome, code: 'CODE', isAddressBad: false, references } as unknown as Parameters<typeof outcomes.outcomeOf>[0];
  return {
    ...base,
    ...outcomes.outcomeOf(answer, { class: 'normal', tries, attempts, repeats, knowsKeys: false }),
    attempt: { providerId: 'sim', outcome, code: '', sendKey: `${claimed.delivery_id}-${claimed.send_number}`, milliseconds: 1 },
  };
}

test('whatever answers, losses, cancellations and receipts come in whatever order, the status moves only as it may', async () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  process.stdout.write(`delivery-statuses: SEED=${seed}\n`);
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(EVENTS, { minLength: 8, maxLength: 20, size: 'max' }), async (events) => {
      await dataSource.query('TRUNCATE deliveries, delivery_queue, delivery_attempts, delivery_parts, delivery_receipts, messages');
      const story = new Story();
      await story.begin();
      for (const event of events) {
        await story.happen(event);
        await story.look();
      }
      for (const status of story.statuses) reached.add(status);
    }),
    { seed, numRuns: 100, examples: EXAMPLES },
  );
  expect([...reached]).toEqual(
    expect.arrayContaining(['queued', 'retrying', 'sent', 'delivered', 'failed', 'unknown', 'cancelled', 'suppressed', 'expired']),
  );
});
