import { Injectable, Logger } from '@nestjs/common';
import { type OpenProvider, OpenProviders } from '../../providers/open-providers.js';
import { type Answer, CLOSED, type Provider } from '../../providers/provider.js';
import { DeliveryRoutes, routesFor } from '../routes/delivery-routes.js';
import { Circuit } from './circuit.js';
import { DeliveryFigures } from './delivery.metrics.js';
import type { Lane } from './lane.js';
import { Paces } from './paces.js';
import { type Candidate, Places } from './provider-choice.js';
import { type ProviderState, ProviderStates, REST } from './provider-states.js';
import { Trouble } from './trouble.js';

/** Milliseconds in which a provider gets all of its messages back after its circuit has closed, and the part with which it begins. */
const DRIFT = 60_000;
const FIRST_PART = 0.1;

/** What this process knows of a provider while it runs. */
interface Known {
  readonly circuit: Circuit;
  /** Nothing goes there until then, whatever the others know: they are being told. */
  stopsUntil: number;
  wasOpen: boolean;
}

/** Who can send for a lane now, and who only rests. */
export interface Senders {
  readonly candidates: readonly Candidate[];
  /** Ids of providers that are enabled and whose circuit lets nothing through. */
  readonly resting: readonly string[];
}

/** Knows which providers can send for a lane now. */
@Injectable()
export class ProviderHealth {
  private readonly logger = new Logger(ProviderHealth.name);
  private readonly trouble = new Trouble(this.logger, 'the circuit of a provider cannot be stored');
  private readonly places = new WeakMap<Provider, Places>();
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly routes: DeliveryRoutes,
    private readonly providers: OpenProviders,
    private readonly states: ProviderStates,
    private readonly paces: Paces,
    private readonly figures: DeliveryFigures,
  ) {}

  /** Who could send for a lane: the enabled providers of its route whose circuit lets something through. */
  async senders(lane: Lane): Promise<Senders> {
    const { bankId } = lane;
    const routes = routesFor(await this.routes.of(bankId), lane);
    const wanted = new Map(routes.flatMap(({ providers }) => providers).map((route) => [route.provider_id, route]));
    const candidates: Candidate[] = [];
    const resting: string[] = [];
    for (const route of wanted.values()) {
      const open = await this.providers.find(bankId, route.provider_id);
      if (open === undefined) continue;
      const state = await this.states.of(bankId, open.providerId);
      const known = this.of(bankId, open.providerId);
      this.follow(bankId, open.providerId, known, state);
      const now = performance.now();
      if (now < known.stopsUntil || (state.isOpen && now < state.restsUntil)) resting.push(open.providerId);
      else
        candidates.push({
          open,
          places: this.placesOf(open),
          route,
          isProbe: state.isOpen,
          isSlowed: state.isSlowed,
          part: partOf(state, now),
        });
    }
    return { candidates, resting };
  }

  /**
   * How many may be sent now.
   *
   * @returns none and in how many milliseconds to ask again; of an open circuit one, or none where another process has it.
   */
  async admit({ open, isProbe, isSlowed }: Candidate, lane: Lane, wanted: number): Promise<{ granted: number; wait: number }> {
    if (isProbe) return { granted: Number(await this.states.probe(lane.bankId, open.providerId)), wait: 0 };
    const wish = { perSecond: open.limits.messagesPerSecond, isSlowed };
    return this.paces.take(lane.bankId, open.providerId, wish, wanted, lane.class);
  }

  /** What a provider answered to a message that was no probe. */
  answered(bankId: string, { providerId, limits }: OpenProvider, answer: Answer, milliseconds: number): void {
    if (answer.outcome === CLOSED.outcome && answer.code === CLOSED.code) return;
    if (answer.outcome === 'accepted') this.paces.accepted(bankId, providerId);
    if (answer.outcome === 'throttled') this.paces.throttled(bankId, providerId, answer.retryAfter);
    const known = this.of(bankId, providerId);
    if (known.wasOpen || performance.now() < known.stopsUntil) return; // of a message that was sent before it opened
    const code = answer.outcome === 'accepted' ? '' : answer.code;
    const failing = known.circuit.add({ isGood: isGood(answer.outcome), code, milliseconds }, limits.slowAnswerSeconds * 1000 || Infinity);
    if (failing === undefined) return;
    known.circuit.clear();
    known.stopsUntil = performance.now() + REST;
    this.states
      .open(bankId, providerId, failing)
      .then(() => {
        known.stopsUntil = 0;
        this.trouble.over();
      })
      .catch((error: unknown) => this.trouble.say(error));
  }

  /** @param outcome of the message that was let through to see; undefined where nothing was asked of the provider. */
  async probed(bankId: string, { providerId, limits }: OpenProvider, outcome: string | undefined, milliseconds: number): Promise<void> {
    try {
      if (outcome === undefined || outcome === 'interrupted') await this.states.rest(bankId, providerId, 0);
      else if (isGood(outcome) && milliseconds <= (limits.slowAnswerSeconds * 1000 || Infinity))
        await this.states.close(bankId, providerId);
      else await this.states.rest(bankId, providerId, REST);
      this.trouble.over();
    } catch (error) {
      this.trouble.say(error); // somebody else tries when the time for this one is over
    }
  }

  private follow(bankId: string, providerId: string, known: Known, { isOpen }: ProviderState): void {
    if (known.wasOpen === isOpen) return;
    known.wasOpen = isOpen;
    known.circuit.clear();
    this.figures.circuit(bankId, providerId, isOpen);
    this.logger.warn(`provider ${providerId} of bank ${bankId}: the circuit is ${isOpen ? 'open' : 'closed again'}`);
  }

  private of(bankId: string, providerId: string): Known {
    const key = `${bankId}/${providerId}`;
    let known = this.known.get(key);
    if (known === undefined) this.known.set(key, (known = { circuit: new Circuit(), stopsUntil: 0, wasOpen: false }));
    return known;
  }

  /** A provider that was changed begins with all places free; what became of its messages is still its own. */
  private placesOf({ provider }: OpenProvider): Places {
    let places = this.places.get(provider);
    if (places === undefined) this.places.set(provider, (places = new Places(provider.window)));
    return places;
  }
}

/** Whether the provider did its work, whatever became of the message. */
const isGood = (outcome: string): boolean => outcome !== 'unavailable' && outcome !== 'unknown';

function partOf({ isOpen, changedAt }: ProviderState, now: number): number {
  return isOpen ? 1 : Math.min(1, FIRST_PART + ((1 - FIRST_PART) * (now - changedAt)) / DRIFT);
}
