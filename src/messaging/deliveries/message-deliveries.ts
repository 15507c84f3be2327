import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ObpError } from '../../platform/errors/obp-error.js';
import { type DeliveryWish, MessageCompanion } from '../customer-messages/message-companion.js';
import type { CompanionRows, NewMessageRow } from '../customer-messages/inserts/message-inserts.js';
import { CHANNELS, type Channel } from '../providers/provider.js';
import { DELIVERIES_OF_BANK, deliveryParts, deliveryValuesOf, type NewDelivery, QUEUE_OF_BANK } from './delivery-inserts.js';
import { DeliveryWorker } from './queue/delivery-worker.js';
import { type BankRoutes, DeliveryRoutes, transportKey } from './routes/delivery-routes.js';

/** Seconds for which a delivery is tried, by class. */
export const TIME_TO_LIVE = { high: 600, normal: 72 * 3600, bulk: 72 * 3600 } as const;

/** The channel of what is read here alone: it is delivered when it is stored. */
const INBOX = 'inbox';

/** A delivery, and the lane that is woken when it is stored. */
interface Planned extends NewDelivery {
  readonly bankId: string;
}

/** Has every new message delivered for whose transport the bank has a route, whichever operation created it. */
@Injectable()
export class MessageDeliveries extends MessageCompanion {
  constructor(
    private readonly routes: DeliveryRoutes,
    private readonly worker: DeliveryWorker,
  ) {
    super();
  }

  rowsFor(message: NewMessageRow, wish?: DeliveryWish): CompanionRows | undefined | Promise<CompanionRows | undefined> {
    const routes = this.routes.of(message.bank_id);
    return routes instanceof Promise ? routes.then((known) => plan(known, message, wish)) : plan(routes, message, wish);
  }

  expressions(first: number): string {
    return deliveryParts(first);
  }

  valuesOf(rows: CompanionRows): unknown[] {
    return deliveryValuesOf(rows as readonly Planned[]);
  }

  async storeFor(manager: EntityManager, bankId: string, rows: CompanionRows, stored: ReadonlySet<string>): Promise<void> {
    const all = (rows as readonly Planned[]).filter(({ messageId }) => stored.has(messageId));
    await manager.query(DELIVERIES_OF_BANK, [bankId, ...deliveryValuesOf(all)]);
    await manager.query(QUEUE_OF_BANK, [bankId, all.map(({ messageId }) => messageId)]);
  }

  stored(rows: CompanionRows): void {
    for (const { bankId, channel, class: urgency, sendAt } of rows as readonly Planned[])
      if (sendAt === undefined && channel !== INBOX) this.worker.wake({ bankId, channel: channel as Channel, class: urgency });
  }
}

function plan(routes: BankRoutes, message: NewMessageRow, wish: DeliveryWish = {}): CompanionRows | undefined {
  const routed = wish.channels ?? routedChannels(routes, message.transport);
  // What the sender said of it is kept with a delivery, also of a message that is in the inbox alone.
  const isTold = wish.reference !== undefined || wish.metadata !== undefined;
  const channels = routed.length === 0 && isTold ? [INBOX] : routed;
  if (channels.length === 0) return undefined;
  return channels.map((channel): Planned => {
    if (channel !== INBOX && ![...routes.values()].some((route) => route.channel === channel))
      throw new ObpError('NoRouteToChannel', ` ${channel}`);
    const urgency = wish.urgency ?? 'normal';
    return {
      bankId: message.bank_id,
      messageId: message.message_id,
      deliveryId: uuidv7(),
      customerId: message.customer_id,
      channel,
      class: urgency,
      sendAt: wish.sendAt,
      expiresAt: wish.expiresAt,
      lives: TIME_TO_LIVE[urgency],
      reference: wish.reference ?? '',
      metadata: wish.metadata,
    };
  });
}

function routedChannels(routes: BankRoutes, transport: string): readonly Channel[] {
  if (routes.size === 0) return [];
  const route = routes.get(transportKey(transport));
  return route === undefined ? [] : CHANNELS.filter((channel) => channel === route.channel);
}
