import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { DeliveryProvider } from '../../providers/delivery-provider.entity.js';
import { CHANNELS, type Channel } from '../../providers/provider.js';
import { PROVIDER_KINDS, type ProviderKinds } from '../../providers/provider-kinds.js';
import { DeliveryRoute } from './delivery-route.entity.js';
import { transportKey } from './delivery-routes.js';
import type { RouteProvider } from './route-provider.js';

/** Providers of a route, at most. */
const MOST_PROVIDERS = 10;

/** Routes of a bank, at most. */
const MOST_ROUTES = 500;

/** The routes that a bank has configured. */
@Injectable()
export class RoutesService {
  constructor(
    @InjectRepository(DeliveryRoute) private readonly routes: Repository<DeliveryRoute>,
    private readonly audit: AuditTrail,
    @Inject(PROVIDER_KINDS) private readonly kinds: ProviderKinds,
  ) {}

  list(bankId: string): Promise<DeliveryRoute[]> {
    return this.routes.find({ where: { bankId }, order: { transport: 'ASC' } });
  }

  /**
   * Makes a route, or changes it.
   *
   * @throws ObpError OBP-98305 (400) naming what is wrong.
   */
  async save(
    actor: Actor,
    bankId: string,
    transport: string,
    channel: string,
    providers: readonly RouteProvider[],
  ): Promise<DeliveryRoute> {
    const key = transportKey(transport);
    if (key === '' || key.length > 64) throw refused('TRANSPORT must be of 1 to 64 characters');
    if (!(CHANNELS as readonly string[]).includes(channel)) throw refused(`channel must be one of ${CHANNELS.join(', ')}`);
    if (providers.length === 0 || providers.length > MOST_PROVIDERS) throw refused(`providers must be a list of 1 to ${MOST_PROVIDERS}`);
    if (new Set(providers.map(({ provider_id: id }) => id)).size < providers.length) throw refused('providers must each be named once');
    for (const { rank, weight } of providers)
      if (rank < 0 || rank > 100 || weight < 1 || weight > 100) throw refused('rank must be from 0 to 100, and weight from 1 to 100');
    return this.audit.perform(actor, async ({ manager, record }) => {
      await this.refuseUnlessSending(manager, bankId, channel as Channel, providers);
      const before = await manager.findOneBy(DeliveryRoute, { bankId, transport: key });
      if (before === null && (await manager.countBy(DeliveryRoute, { bankId })) >= MOST_ROUTES)
        throw refused(`a bank has at most ${MOST_ROUTES} routes`);
      const route = { bankId, transport: key, channel, providers: [...providers], updatedAt: new Date() };
      await manager.upsert(DeliveryRoute, route, ['bankId', 'transport']);
      await record({
        action: before === null ? 'route.created' : 'route.changed',
        subjectId: key,
        bankId,
        ...(before === null ? {} : { before: { channel: before.channel, providers: before.providers } }),
        after: { channel, providers },
      });
      return manager.create(DeliveryRoute, route);
    });
  }

  /** @throws ObpError OBP-98304 (404). */
  async delete(actor: Actor, bankId: string, transport: string): Promise<void> {
    const key = transportKey(transport);
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { affected } = await manager.delete(DeliveryRoute, { bankId, transport: key });
      if (affected !== 1) throw new ObpError('RouteNotFound');
      await record({ action: 'route.deleted', subjectId: key, bankId });
    });
  }

  /** Holds the providers, so that none is deleted meanwhile. */
  private async refuseUnlessSending(
    manager: EntityManager,
    bankId: string,
    channel: Channel,
    providers: readonly RouteProvider[],
  ): Promise<void> {
    const found = await manager.find(DeliveryProvider, {
      where: { bankId, providerId: In(providers.map(({ provider_id: id }) => id)) },
      lock: { mode: 'pessimistic_read' },
    });
    for (const { provider_id: id } of providers) {
      const provider = found.find(({ providerId }) => providerId === id);
      if (provider === undefined) throw refused(`the bank has no provider ${id}`);
      if (this.kinds.get(provider.kind)?.channels.includes(channel) !== true)
        throw refused(`the provider ${id} does not send by ${channel}`);
    }
  }
}

const refused = (what: string): ObpError => new ObpError('RouteInvalid', ` ${what}`);
