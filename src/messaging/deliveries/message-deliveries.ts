import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ObpError } from '../../platform/errors/obp-error.js';
import { type DeliveryWish, MessageCompanion } from '../customer-messages/message-companion.js';
import { newId } from '../customer-messages/message-id.js';
import type { CompanionRows, NewMessageRow } from '../customer-messages/inserts/message-inserts.js';
import type { Channel } from '../providers/provider.js';
import {
  DELIVERIES_OF_BANK,
  type DeliveryPlan,
  deliveryParts,
  deliveryValuesOf,
  deliveryValuesOfBank,
  type NewDelivery,
  QUEUE_OF_BANK,
} from './delivery-inserts.js';
import { refuseWrongTimes, TIME_TO_LIVE } from './delivery-times.js';
import { DeliveryWorker } from './queue/delivery-worker.js';
import { type BankRoutes, DeliveryRoutes, type Route, transportKey } from './routes/delivery-routes.js';

/** The channel of what is read here alone: it is delivered when it is stored. */
const INBOX = 'inbox';

/** A delivery, and the lane that is woken when it is stored. */
interface Planned extends NewDelivery {
  readonly bankId: string;
}

/** Plans of messages that ask for nothing beside their transport: the same for all of them on a route. */
const usual = new WeakMap<Route, DeliveryPlan>();

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
    return routes instanceof Promise ? routes.then((known) => rowsOf(known, message, wish)) : rowsOf(routes, message, wish);
  }

  expressions(first: number): string {
    return deliveryParts(first);
  }

  valuesOf(rows: CompanionRows): unknown[] {
    return deliveryValuesOf(rows as readonly Planned[]);
  }

  async storeFor(manager: EntityManager, bankId: string, rows: CompanionRows, stored: ReadonlySet<string>): Promise<void> {
    const all = (rows as readonly Planned[]).filter(({ messageId }) => stored.has(messageId));
    if (all.length === 0) return;
    await manager.query(DELIVERIES_OF_BANK, deliveryValuesOfBank(bankId, all));
    await manager.query(QUEUE_OF_BANK, [bankId, all.map(({ messageId }) => messageId)]);
  }

  stored(rows: CompanionRows): void {
    for (const { bankId, plan } of rows as readonly Planned[])
      if (plan.sendAt === undefined && plan.channel !== INBOX)
        this.worker.wake({ bankId, channel: plan.channel as Channel, class: plan.class, route: plan.route });
  }
}

/** @throws ObpError OBP-98205, OBP-98206 (400). */
function rowsOf(routes: BankRoutes, message: NewMessageRow, wish: DeliveryWish | undefined): CompanionRows | undefined {
  const plans = wish === undefined ? usualPlans(routes, message.transport) : plansFor(routes, message.transport, wish);
  if (plans.length === 0) return undefined;
  const ids = plans.map(newId).sort(); // deliveries are shown in this order: that of the channels
  return plans.map((plan, index): Planned => ({
    bankId: message.bank_id,
    messageId: message.message_id,
    deliveryId: ids[index] as string,
    customerId: message.customer_id,
    plan,
  }));
}

const NONE: readonly DeliveryPlan[] = [];

function usualPlans(routes: BankRoutes, transport: string): readonly DeliveryPlan[] {
  const route = routes.size === 0 ? undefined : routes.get(transportKey(transport));
  if (route === undefined) return NONE;
  let plan = usual.get(route);
  if (plan === undefined) usual.set(route, (plan = planOf(route.channel, route.transport, {})));
  return [plan];
}

function plansFor(routes: BankRoutes, transport: string, wish: DeliveryWish): readonly DeliveryPlan[] {
  refuseWrongTimes(wish);
  const own = routes.get(transportKey(transport));
  const routed: readonly string[] = wish.channels ?? (own === undefined ? [] : [own.channel]);
  // What the sender said of it is kept with a delivery, also of a message that is in the inbox alone; and one that waits can be cancelled.
  const isTold = [wish.reference, wish.metadata, wish.template, wish.sendAt].some((said) => said !== undefined);
  const channels = routed.length === 0 && isTold ? [INBOX] : routed;
  return channels.map((channel) => {
    if (channel !== INBOX && ![...routes.values()].some((route) => route.channel === channel))
      throw new ObpError('NoRouteToChannel', ` ${channel}`);
    return planOf(channel, channel === INBOX ? '' : routeTo(routes, channel, transport), wish);
  });
}

function planOf(channel: string, route: string, wish: DeliveryWish): DeliveryPlan {
  const urgency = wish.urgency ?? 'normal';
  return {
    channel,
    class: urgency,
    route,
    sendAt: wish.sendAt,
    expiresAt: wish.expiresAt,
    lives: TIME_TO_LIVE[urgency],
    reference: wish.reference ?? '',
    metadata: wish.metadata,
    templateId: wish.template?.id ?? '',
    templateVersion: wish.template?.version ?? 0,
  };
}

/** The route that is meant: of the transport, or else the one that is called like the channel; empty for all that lead there. */
function routeTo(routes: BankRoutes, channel: string, transport: string): string {
  return [transportKey(transport), channel].find((key) => routes.get(key)?.channel === channel) ?? '';
}
