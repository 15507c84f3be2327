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
}

/**
 * Chooses who sends next: of the first rank that has somebody with a free place, by weight.
 *
 * @param candidates that are enabled and whose circuit is closed.
 * @param random from 0 to 1.
 */
export function choose(candidates: readonly Candidate[], urgency: DeliveryClass, random = Math.random()): Candidate | undefined {
  const free = candidates.filter(({ places }) => places.free(urgency) > 0);
  const first = Math.min(...candidates.map(({ route }) => route.rank));
  // The next rank is for when the first cannot, not for when it is busy.
  const ofRank = free.filter(({ route }) => route.rank === first);
  let left = random * ofRank.reduce((sum, { route }) => sum + route.weight, 0);
  return ofRank.find(({ route }) => (left -= route.weight) < 0) ?? ofRank.at(-1);
}
