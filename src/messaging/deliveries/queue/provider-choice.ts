import type { DeliveryClass } from '../../providers/provider.js';
import type { OpenProvider } from '../../providers/open-providers.js';
import type { RouteProvider } from '../routes/route-provider.js';

/** Of a provider's window what a class may fill: something is always left for those that are more urgent. */
const SHARE: Readonly<Record<DeliveryClass, number>> = { high: 1, normal: 0.9, bulk: 0.75 };

/** How many unanswered messages a provider has, and who waits until it has fewer. */
export class Places {
  private used = 0;
  private waiting: { readonly class: DeliveryClass; readonly resolve: () => void }[] = [];

  constructor(private readonly window: number) {}

  free(urgency: DeliveryClass): number {
    return Math.max(0, Math.max(1, Math.floor(this.window * SHARE[urgency])) - this.used);
  }

  take(count: number): void {
    this.used += count;
  }

  give(count: number): void {
    this.used -= count;
    // All look again, the urgent ones first: what one of them does not need is the next one's.
    const waiting = this.waiting.sort((a, b) => SHARE[b.class] - SHARE[a.class]);
    this.waiting = [];
    for (const { resolve } of waiting) resolve();
  }

  /** Resolves when something was given back. */
  wait(urgency: DeliveryClass): Promise<void> {
    return new Promise((resolve) => this.waiting.push({ class: urgency, resolve }));
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
