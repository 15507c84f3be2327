import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { v4 as uuidv4 } from 'uuid';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import type { Inserted } from '../../../platform/database/bulk-insert.js';
import { Database } from '../../../platform/database/database.js';
import { GroupCommit } from '../../../platform/database/group-commit.js';
import { observeQueue } from '../../../platform/metrics/group-commit-metrics.js';
import type { OpenProvider } from '../../providers/open-providers.js';
import { DeliveryReceipts } from '../delivery-receipts.js';
import { type Completion, DeliveryQueueRepository, LEASE_SECONDS } from './delivery-queue.repository.js';
import { type Lane, laneName, laneOf } from './lane.js';
import { DeliverySender, type Sending, withoutTry } from './delivery-sender.js';
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
  private readonly sending = new Map<string, Sending>();
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
      const leaseToken = uuidv4();
      const claimed = await this.queue.claim(lane, wanted, leaseToken).catch((error: unknown) => {
        places.give(wanted);
        throw error;
      });
      if (claimed.length > 0) circuit.probe();
      if (claimed.length < wanted) places.give(wanted - claimed.length);
      for (const one of claimed) this.follow(this.deliver({ lane, claimed: one, leaseToken }, open).finally(() => places.give(1)));
      if (claimed.length < wanted) return;
    }
  }

  /** What nobody can send has to end in time all the same. */
  private async endExpired(state: LaneState): Promise<void> {
    const { lane } = state;
    if (performance.now() < state.looksForExpiredAt) return;
    state.looksForExpiredAt = performance.now() + EXPIRED_EVERY;
    const leaseToken = uuidv4();
    const expired = await this.queue.claim(lane, this.mostClaimed, leaseToken, true);
    await Promise.all(expired.map((claimed) => this.complete(withoutTry({ lane, claimed, leaseToken }, 'expired', 'time_to_live'))));
    if (expired.length === this.mostClaimed) state.looksForExpiredAt = 0;
  }

  private async deliver(sending: Sending, open: OpenProvider): Promise<void> {
    const { lane, claimed } = sending;
    this.sending.set(claimed.delivery_id, sending);
    try {
      const completion = await this.sender.try(sending, open);
      await this.complete(completion);
      if (completion.again !== undefined && completion.again < LOOK) this.wakeIn(completion.again, lane);
      if (completion.references.length > 0) await this.receipts.apply(lane.bankId, open.providerId, completion.references);
    } catch (error) {
      this.say(error); // its lease ends, and another claim finds it
    } finally {
      this.sending.delete(claimed.delivery_id);
    }
  }

  /** What a provider answered must not be forgotten because the database is away for a while: it would be sent again. */
  private async complete(completion: Completion): Promise<void> {
    for (;;) {
      try {
        await this.completions.add(completion);
        return;
      } catch (error) {
        if (this.ended) throw error;
        this.say(error);
        await sleep(STORE_AGAIN, undefined, { ref: false });
      }
    }
  }

  private async store(all: readonly Completion[]): Promise<readonly Inserted[]> {
    const stored = await Promise.all(
      [...groupBy(all, ({ bankId }) => bankId)].map(([bankId, ofBank]) => this.queue.complete(bankId, ofBank)),
    );
    return all.map(({ claimed }) => ({ status: 'fulfilled', value: stored.some((ids) => ids.has(claimed.delivery_id)) }));
  }

  private async renew(): Promise<void> {
    for (const [bankId, all] of groupBy(this.sending.values(), ({ lane }) => lane.bankId))
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
