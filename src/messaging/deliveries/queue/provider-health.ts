import { Injectable, Logger } from '@nestjs/common';
import { type OpenProvider, OpenProviders } from '../../providers/open-providers.js';
import type { Provider } from '../../providers/provider.js';
import { DeliveryRoutes } from '../routes/delivery-routes.js';
import { Circuit } from './circuit.js';
import { DeliveryFigures } from './delivery.metrics.js';
import type { Lane } from './lane.js';
import { type Candidate, Places } from './provider-choice.js';

/** What this process knows of a provider while it runs. */
export interface Health {
  readonly places: Places;
  readonly circuit: Circuit;
}

/** Knows which providers can send for a lane now. */
@Injectable()
export class ProviderHealth {
  private readonly logger = new Logger(ProviderHealth.name);
  private readonly places = new WeakMap<Provider, Places>();
  private readonly circuits = new Map<string, Circuit>();

  constructor(
    private readonly routes: DeliveryRoutes,
    private readonly providers: OpenProviders,
    private readonly figures: DeliveryFigures,
  ) {}

  /** Who could send for a lane: the enabled providers of the bank's routes to its channel whose circuit lets something through. */
  async candidates(lane: Lane): Promise<Candidate[]> {
    const routes = [...(await this.routes.of(lane.bankId)).values()].filter(({ channel }) => channel === lane.channel);
    const known = new Map(routes.flatMap(({ providers }) => providers).map((route) => [route.provider_id, route]));
    const candidates = await Promise.all(
      [...known.values()].map(async (route) => {
        const open = await this.providers.find(lane.bankId, route.provider_id);
        if (open === undefined) return [];
        const { places, circuit } = this.of(lane.bankId, open);
        return circuit.allowance > 0 ? [{ open, places, route }] : [];
      }),
    );
    return candidates.flat();
  }

  /** A provider that was changed begins with all places free; what became of its messages is still its own. */
  of(bankId: string, { providerId, provider }: OpenProvider): Health {
    const key = `${bankId}/${providerId}`;
    let places = this.places.get(provider);
    if (places === undefined) this.places.set(provider, (places = new Places(provider.window)));
    let circuit = this.circuits.get(key);
    if (circuit === undefined) this.circuits.set(key, (circuit = this.circuitOf(bankId, providerId)));
    return { places, circuit };
  }

  private circuitOf(bankId: string, providerId: string): Circuit {
    return new Circuit((isOpen) => {
      this.figures.circuit(bankId, providerId, isOpen);
      this.logger.warn(`provider ${providerId} of bank ${bankId}: the circuit is ${isOpen ? 'open' : 'closed again'}`);
    });
  }
}
