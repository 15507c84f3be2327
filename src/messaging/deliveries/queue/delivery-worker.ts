import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { v4 as uuidv4 } from 'uuid';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import type { Inserted } from '../../../platform/database/bulk-insert.js';
import { Database, isDatabaseAway, isRefused } from '../../../platform/database/database.js';
import { GroupCommit } from '../../../platform/database/group-commit.js';
import { observeQueue } from '../../../platform/metrics/group-commit-metrics.js';
import type { OpenProvider } from '../../providers/open-providers.js';
import { DeliveryReceipts } from '../delivery-receipts.js';
import { type Completion, DeliveryQueueRepository, LEASE_SECONDS } from './delivery-queue.repository.js';
import { type Lane, laneName, laneOf } from './lane.js';
import { DeliverySender, expired, type Sending } from './delivery-sender.js';
import { groupBy } from './group-by.js';
import { choose } from './provider-choice.js';
import { ProviderHealth } from './provider-health.js';

/** Milliseconds between two looks for lanes that nobody here has been told of. */
const LOOK = 3_000;
/** Milliseconds for which a lane rests that nobody can send for. */
const REST = 5_000;
/** Milliseconds between two looks for what has expired in a lane that rests: it may have to read the whole lane. */
const EXPIRED_EVERY = 60_000;
/** Deliveries of one claim; on the embedded database's one connection fewer, so that nobody waits long behind it. */
const CLAIMED = { server: 500, embedded: 50 };
/** Milliseconds that what is being sent may take at the end. */
const GRACE = 5_000;
/** Milliseconds between two tries to store what came of a send, while the database is away. */
const STORE_AGAIN = 500;

interface LaneState {
  readonly lane: Lane;
  isRunning: boolean;
  /** Whether something came since it was looked at. */
  isWanted: boolean;
  restsUntil: number;
  looksForExpiredAt: number;
}

/**
 * Sends what is in the queue: claims in one statement, sends without holding a connection, and stores what came of it in one statement for
 * many. Every process does it, and any number of them.
 */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly lanes = new Map<string, LaneState>();
  private readonly sending = new Set<Sending>();
  private readonly running = new Set<Promise<void>>();
  private readonly completions: GroupCommit<Completion, boolean>;
  private readonly mostClaimed: number;
  private readonly isOn: boolean;
  private look: NodeJS.Timeout | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private ended = false;
  private failure = '';

  constructor(
    private readonly queue: DeliveryQueueRepository,
    private readonly health: ProviderHealth,
    private readonly sender: DeliverySender,
    private readonly receipts: DeliveryReceipts,
    database: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.isOn = config.deliveryWorkers === 'inline';
    this.mostClaimed = database.connections === 1 ? CLAIMED.embedded : CLAIMED.server;
    this.completions = observeQueue(
      'deliveries',
      new GroupCommit<Completion, boolean>((all) => this.store(all), { maxRows: 500, maxConcurrent: 2, maxQueued: 1_000_000 }),
    );
  }

  onApplicationBootstrap(): void {
    if (!this.isOn) return;
    this.look = setInterval(() => void this.lookForLanes(), LOOK).unref();
    this.renewal = setInterval(() => void this.renew(), (LEASE_SECONDS * 1000) / 2).unref();
    void this.lookForLanes();
  }

  /** To be called after what is in a lane is committed. */
  wake(lane: Lane): void {
    if (!this.isOn || this.ended) return;
    const key = `${lane.bankId}/${laneName(lane)}`;
    let state = this.lanes.get(key);
    if (state === undefined)
      this.lanes.set(key, (state = { lane, isRunning: false, isWanted: false, restsUntil: 0, looksForExpiredAt: 0 }));
    state.isWanted = true;
    if (!state.isRunning && performance.now() >= state.restsUntil) this.follow(this.run(state));
  }

  /** Lets what is being sent be answered, and hands back the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.look);
    await Promise.race([Promise.all(this.running), sleep(GRACE, undefined, { ref: false })]);
    clearInterval(this.renewal);
  }

  private async lookForLanes(): Promise<void> {
    try {
      const lanes = await this.queue.dueLanes();
      this.sender.figures.lanes(lanes);
      for (const { bank_id: bankId, lane, due_in: dueIn } of lanes) {
        if (dueIn <= 0) this.wake(laneOf(bankId, lane));
        else if (dueIn < LOOK) this.wakeIn(dueIn, laneOf(bankId, lane));
      }
      this.failure = '';
    } catch (error) {
      this.say(error);
    }
  }

  private wakeIn(milliseconds: number, lane: Lane): void {
    setTimeout(() => this.wake(lane), milliseconds + 1).unref();
  }

  private async run(state: LaneState): Promise<void> {
    state.isRunning = true;
    try {
      while (state.isWanted && !this.ended) {
        state.isWanted = false;
        await this.drain(state);
      }
    } catch (error) {
      state.restsUntil = performance.now() + 1_000;
      this.say(error);
    } finally {
      state.isRunning = false;
    }
  }

  /** Claims and sends until nothing is due. */
  private async drain(state: LaneState): Promise<void> {
    const { lane } = state;
    while (!this.ended) {
      const candidates = await this.health.candidates(lane);
      if (candidates.length === 0) {
        state.restsUntil = performance.now() + REST;
        await this.endExpired(state);
        return;
      }
      const chosen = choose(candidates, lane.class);
      if (chosen === undefined) {
        const waits = candidates.map(({ places }) => places.wait(lane.class));
        await Promise.race(waits.map(({ freed }) => freed));
        for (const wait of waits) wait.cancel();
        continue;
      }
      const { places, open } = chosen;
      const { circuit } = this.health.of(lane.bankId, open);
      const wanted = Math.min(places.free(lane.class), this.mostClaimed, circuit.allowance);
      places.take(wanted);
      const isProbe = circuit.probe();
      const leaseToken = uuidv4();
      const claimed = await this.queue.claim(lane, wanted, leaseToken, open.providerId).catch((error: unknown) => {
        places.give(wanted);
        if (isProbe) circuit.released();
        throw error;
      });
      if (claimed.length < wanted) places.give(wanted - claimed.length);
      if (isProbe && claimed.length === 0) circuit.released();
      for (const one of claimed) {
        const tried = (): void => {
          if (!isProbe) return;
          circuit.released();
          state.restsUntil = 0;
          if (!circuit.isOpen) this.wake(lane);
        };
        this.follow(this.deliver({ lane, claimed: one, leaseToken }, open, tried).finally(() => places.give(1)));
      }
      if (claimed.length < wanted) return;
    }
  }

  /** What nobody can send has to end in time all the same. */
  private async endExpired(state: LaneState): Promise<void> {
    const { lane } = state;
    if (performance.now() < state.looksForExpiredAt) return;
    state.looksForExpiredAt = performance.now() + EXPIRED_EVERY;
    const leaseToken = uuidv4();
    const all = await this.queue.claim(lane, this.mostClaimed, leaseToken);
    await Promise.all(all.map((claimed) => this.complete(expired({ lane, claimed, leaseToken }))));
    if (all.length === this.mostClaimed) state.looksForExpiredAt = 0;
  }

  /** @param tried is called when the provider has answered, or was not asked. */
  private async deliver(sending: Sending, open: OpenProvider, tried: () => void): Promise<void> {
    const { lane } = sending;
    this.sending.add(sending);
    try {
      const completion = await this.sender.try(sending, open).finally(tried);
      await this.complete(completion);
      if (completion.again !== undefined && completion.again < LOOK) this.wakeIn(completion.again, lane);
    } catch (error) {
      this.say(error); // its lease ends, and another claim finds it
    } finally {
      this.sending.delete(sending);
    }
  }

  /** What a provider answered must not be forgotten because the database is away for a while: it would be sent again. */
  private async complete(completion: Completion): Promise<void> {
    for (;;) {
      try {
        await this.completions.add(completion);
        return;
      } catch (error) {
        if (this.ended || (isRefused(error) && !isDatabaseAway(error))) throw error;
        this.say(error);
        await sleep(STORE_AGAIN, undefined, { ref: false });
      }
    }
  }

  private async store(all: readonly Completion[]): Promise<readonly Inserted[]> {
    const outcomes = new Map<Completion, Inserted>();
    await Promise.all([...groupBy(all, ({ bankId }) => bankId)].map(([bankId, ofBank]) => this.storeOf(bankId, ofBank, outcomes)));
    return all.map((one) => outcomes.get(one) as Inserted);
  }

  /** A row that the database refuses holds up no other. */
  private async storeOf(bankId: string, all: readonly Completion[], outcomes: Map<Completion, Inserted>): Promise<void> {
    try {
      const stored = await this.queue.complete(bankId, all);
      for (const one of all) outcomes.set(one, { status: 'fulfilled', value: stored.has(one) });
      await this.applyReceipts(bankId, [...stored]);
    } catch (error) {
      if (isRefused(error) && all.length > 1) await Promise.all(all.map((one) => this.storeOf(bankId, [one], outcomes)));
      else for (const one of all) outcomes.set(one, { status: 'rejected', reason: error });
    }
  }

  /** Those that were faster than the answer. Where it fails they are looked for again. */
  private async applyReceipts(bankId: string, stored: readonly Completion[]): Promise<void> {
    const accepted = stored.filter(({ references }) => references.length > 0);
    for (const [providerId, all] of groupBy(accepted, ({ attempt }) => attempt?.providerId ?? ''))
      await this.receipts
        .apply(
          bankId,
          providerId,
          all.flatMap(({ references }) => references),
        )
        .catch((error: unknown) => this.say(error));
  }

  private async renew(): Promise<void> {
    for (const [bankId, all] of groupBy(this.sending, ({ lane }) => lane.bankId))
      await this.queue
        .renew(
          bankId,
          all.map(({ claimed }) => claimed.delivery_id),
          [...new Set(all.map(({ leaseToken }) => leaseToken))],
        )
        .catch((error: unknown) => this.say(error));
  }

  private follow(work: Promise<void>): void {
    const followed = work.finally(() => this.running.delete(followed));
    this.running.add(followed);
  }

  /** Once for each kind of trouble, without its text, which may quote a row. */
  private say(error: unknown): void {
    const { code, name } = error as { code?: unknown; name?: unknown };
    const failure = typeof code === 'string' ? code : String(name);
    if (failure !== this.failure) this.logger.warn(`deliveries are held up (${failure}); tried again`);
    this.failure = failure;
  }
}
