import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { v4 as uuidv4 } from 'uuid';
import type { OpenProvider } from '../../providers/open-providers.js';
import { Completions } from './completions.js';
import { type ClaimedDelivery, type Completion, DeliveryQueueRepository, LEASE_SECONDS } from './delivery-queue.repository.js';
import { type Lane, laneName } from './lane.js';
import { DeliverySender, expired, type Sending } from './delivery-sender.js';
import { groupBy } from './group-by.js';
import { LaneWatch } from './lane-watch.js';
import { type Candidate, choose } from './provider-choice.js';
import { ProviderHealth, type Senders } from './provider-health.js';
import { Trouble } from './trouble.js';

/** Milliseconds within which a retry is remembered here; what is due after that a look finds. */
const SOON = 5_000;
/** Milliseconds for which a lane rests that nobody can send for. */
const REST = 5_000;
/** Milliseconds for which a lane rests after the database has failed: a failover takes little longer. */
const AFTER_FAILURE = 250;
/** Milliseconds between two looks for what has expired in a lane that rests: it may have to read the whole lane. */
const EXPIRED_EVERY = 60_000;
/** Milliseconds that what is being sent may take at the end. */
const GRACE = 5_000;

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
 * many. Every process does it unless `DELIVERY_WORKERS=off`, and any number of them.
 */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly lanes = new Map<string, LaneState>();
  private readonly sending = new Set<Sending>();
  private readonly running = new Set<Promise<void>>();
  private readonly trouble = new Trouble(this.logger, 'deliveries are held up');
  private renewal: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(
    private readonly queue: DeliveryQueueRepository,
    private readonly health: ProviderHealth,
    private readonly sender: DeliverySender,
    private readonly completions: Completions,
    private readonly watch: LaneWatch,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.watch.isOn) return;
    this.renewal = setInterval(() => void this.renew(), (LEASE_SECONDS * 1000) / 2).unref();
    await this.watch.start((lane) => this.stir(lane));
  }

  /** To be called after what is in a lane is committed. Others are told where nobody sends here, or where there is more than this process can. */
  wake(lane: Lane): void {
    if (!this.watch.isOn || this.stateOf(lane).isRunning) this.watch.tell(lane);
    this.stir(lane);
  }

  private stir(lane: Lane): void {
    if (!this.watch.isOn || this.ended) return;
    const state = this.stateOf(lane);
    state.isWanted = true;
    if (!state.isRunning && performance.now() >= state.restsUntil) this.follow(this.run(state));
  }

  private stateOf(lane: Lane): LaneState {
    const key = `${lane.bankId}/${laneName(lane)}`;
    let state = this.lanes.get(key);
    if (state === undefined)
      this.lanes.set(key, (state = { lane, isRunning: false, isWanted: false, restsUntil: 0, looksForExpiredAt: 0 }));
    return state;
  }

  /** Claims nothing more, and lets what is being sent be answered. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    await Promise.race([Promise.all(this.running), sleep(GRACE, undefined, { ref: false })]);
    clearInterval(this.renewal);
  }

  private wakeIn(milliseconds: number, lane: Lane): void {
    setTimeout(() => this.stir(lane), milliseconds + 1).unref();
  }

  private async run(state: LaneState): Promise<void> {
    state.isRunning = true;
    try {
      while (state.isWanted && !this.ended) {
        state.isWanted = false;
        await this.drain(state);
        this.trouble.over();
      }
    } catch (error) {
      state.restsUntil = performance.now() + AFTER_FAILURE;
      this.trouble.say(error);
    } finally {
      state.isRunning = false;
    }
  }

  /** Claims and sends until nothing is due. */
  private async drain(state: LaneState): Promise<void> {
    const { lane } = state;
    while (!this.ended) {
      const { candidates, resting } = await this.health.senders(lane);
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
      const wanted = await this.admitted(chosen, lane);
      if (wanted === 0) continue;
      const claim = await this.claim(state, chosen, wanted, { candidates, resting });
      if (claim < wanted) return;
    }
  }

  /** Takes as many places as may be filled now; waits where that is none. */
  private async admitted(chosen: Candidate, lane: Lane): Promise<number> {
    const { places, isProbe } = chosen;
    const free = isProbe ? 1 : Math.min(places.free(lane.class), this.queue.mostClaimed);
    places.take(free);
    let granted = 0;
    let wait = 0;
    try {
      ({ granted, wait } = await this.health.admit(chosen, lane, free));
    } finally {
      places.give(free - granted);
    }
    // Without a place: who waits for the provider's pace holds up no other class.
    if (granted === 0 && !isProbe) await sleep(wait, undefined, { ref: false });
    return granted;
  }

  /** @returns how many there were. */
  private async claim(state: LaneState, chosen: Candidate, wanted: number, { candidates, resting }: Senders): Promise<number> {
    const { lane } = state;
    const { open, places, isProbe } = chosen;
    const leaseToken = uuidv4();
    const others = candidates.filter((one) => one !== chosen && !one.isProbe);
    const ids = (all: readonly Candidate[]): string[] => all.map((one) => one.open.providerId);
    const isLeft = candidates.filter((one) => one !== chosen && one.isProbe);
    const holders = { others: ids(others), resting: [...resting, ...ids(isLeft)] };
    let claimed: readonly ClaimedDelivery[] = [];
    try {
      claimed = await this.queue.claim(lane, wanted, leaseToken, open.providerId, holders);
    } finally {
      places.give(wanted - claimed.length);
      // Nobody is let through to see where there is nothing, or what there is belongs to another provider.
      const isSeen = claimed.some(({ held_for: heldFor }) => !others.some((other) => other.open.providerId === heldFor));
      if (isProbe && !isSeen) await this.health.probed(lane.bankId, open, undefined, 0);
    }
    for (const one of claimed) {
      const holder = others.find((other) => other.open.providerId === one.held_for) ?? chosen;
      if (holder !== chosen) {
        holder.places.take(1);
        places.give(1);
      }
      const probed = holder.isProbe ? state : undefined;
      this.follow(this.deliver({ lane, claimed: one, leaseToken }, holder.open, probed).finally(() => holder.places.give(1)));
    }
    return claimed.length;
  }

  /** What nobody can send has to end in time all the same. */
  private async endExpired(state: LaneState): Promise<void> {
    const { lane } = state;
    if (performance.now() < state.looksForExpiredAt) return;
    state.looksForExpiredAt = performance.now() + EXPIRED_EVERY;
    const leaseToken = uuidv4();
    const all = await this.queue.claim(lane, this.queue.mostClaimed, leaseToken);
    await Promise.all(all.map((claimed) => this.completions.add(expired({ lane, claimed, leaseToken }))));
    if (all.length === this.queue.mostClaimed) state.looksForExpiredAt = 0;
  }

  /** @param probed the lane where this is the message that is let through an open circuit to see. */
  private async deliver(sending: Sending, open: OpenProvider, probed: LaneState | undefined): Promise<void> {
    const { lane } = sending;
    this.sending.add(sending);
    try {
      const completion = await this.sender.try(sending, open);
      if (probed !== undefined) await this.see(probed, open, completion.attempt);
      await this.completions.add(completion);
      if (completion.again !== undefined && completion.again < SOON) this.wakeIn(completion.again, lane);
    } catch (error) {
      this.trouble.say(error); // its lease ends, and another claim finds it
      if (probed !== undefined) await this.see(probed, open, undefined).catch((failure: unknown) => this.trouble.say(failure));
    } finally {
      this.sending.delete(sending);
    }
  }

  private async see(state: LaneState, open: OpenProvider, attempt: Completion['attempt']): Promise<void> {
    await this.health.probed(state.lane.bankId, open, attempt?.outcome, attempt?.milliseconds ?? 0);
    state.restsUntil = 0;
    this.stir(state.lane);
  }

  private async renew(): Promise<void> {
    for (const [bankId, all] of groupBy(this.sending, ({ lane }) => lane.bankId))
      await this.queue
        .renew(
          bankId,
          all.map(({ claimed }) => claimed.delivery_id),
          [...new Set(all.map(({ leaseToken }) => leaseToken))],
        )
        .catch((error: unknown) => this.trouble.say(error));
  }

  private follow(work: Promise<void>): void {
    const followed = work.finally(() => this.running.delete(followed));
    this.running.add(followed);
  }
}
