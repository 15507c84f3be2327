import type { DeliveryClass } from '../../providers/provider.js';
import type { OpenProvider } from '../../providers/open-providers.js';
import type { RouteProvider } from '../routes/route-provider.js';

/** Of a provider's window what a class may fill: something is always left for those that are more urgent. */
const SHARE: Readonly<Record<DeliveryClass, number>> = { high: 1, normal: 0.9, bulk: 0.75 };

/** Part of a window that has to be free before a claim is worth its statement, and milliseconds after which less will do. */
const WORTH = 0.25;
const SOON = 20;

interface Waiting {
  readonly class: DeliveryClass;
  readonly resolve: () => void;
}

/** How many unanswered messages a provider has, and who waits until it has fewer. */
export class Places {
  private used = 0;
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly window: number) {}

  free(urgency: DeliveryClass): number {
    return Math.max(0, Math.max(1, Math.floor(this.window * SHARE[urgency])) - this.used);
  }

  take(count: number): void {
    this.used += count;
  }

  give(count: number): void {
    this.used -= count;
    if (this.waiting.length === 0) return;
    if (this.window - this.used >= this.window * WORTH) this.wakeAll();
    else this.timer ??= setTimeout(() => this.wakeAll(), SOON).unref();
  }

  /** `freed` resolves when something was given back. */
  wait(urgency: DeliveryClass): { readonly freed: Promise<void>; cancel(): void } {
    let entry: Waiting | undefined;
    const freed = new Promise<void>((resolve) => this.waiting.push((entry = { class: urgency, resolve })));
    return { freed, cancel: () => (this.waiting = this.waiting.filter((one) => one !== entry)) };
  }

  /** All look again, the urgent ones first: what one of them does not need is the next one's. */
  private wakeAll(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = this.waiting.sort((a, b) => SHARE[b.class] - SHARE[a.class]);
    this.waiting = [];
    for (const { resolve } of waiting) resolve();
  }
}

export interface Candidate {
  readonly open: OpenProvider;
  readonly places: Places;
  readonly route: RouteProvider;
  /** Its circuit is open, and one message may be let through to see. */
  readonly isProbe: boolean;
  /** It has asked for fewer messages. */
  readonly isSlowed: boolean;
  /** From 0 to 1: the part of its messages that it gets, while it gets them back after its circuit has closed. */
  readonly part: number;
}

/**
 * Chooses who sends next: of the first rank that has somebody, by weight. What somebody who recovers does not get yet goes to the others of the
 * rank, and where all of them recover to the next rank.
 *
 * @param candidates that are enabled and whose circuit lets something through.
 * @param random from 0 to 1.
 */
export function choose(candidates: readonly Candidate[], urgency: DeliveryClass, random = Math.random()): Candidate | undefined {
  const ranks = [...new Set(candidates.map(({ route }) => route.rank))].sort((a, b) => a - b);
  let drawn = random;
  for (const rank of ranks) {
    const all = candidates.filter(({ route }) => route.rank === rank);
    const most = Math.max(...all.map(({ part }) => part));
    if (drawn < most || most === 1 || rank === ranks.at(-1)) return ofRank(all, urgency, Math.min(1, drawn / most));
    drawn = (drawn - most) / (1 - most);
  }
  return undefined;
}

/** The next rank is for when the first cannot, not for when it is busy. */
function ofRank(all: readonly Candidate[], urgency: DeliveryClass, random: number): Candidate | undefined {
  const free = all.filter(({ places }) => places.free(urgency) > 0);
  let left = random * free.reduce((sum, { route, part }) => sum + route.weight * part, 0);
  return free.find(({ route, part }) => (left -= route.weight * part) < 0) ?? free.at(-1);
}
