import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import {
  DeliveriesRepository,
  type AttemptRow,
  type DeliveryRow,
  type MessageRow,
  type WantedDeliveries,
} from './deliveries.repository.js';
import { TIME_TO_LIVE } from './message-deliveries.js';
import { DeliveryWorker } from './queue/delivery-worker.js';
import { laneOf } from './queue/lane.js';

/** A delivery with its tries. */
export interface ShownDelivery extends DeliveryRow {
  readonly tries: readonly AttemptRow[];
}

export interface ShownMessage extends MessageRow {
  readonly deliveries: readonly ShownDelivery[];
}

/** Which delivery is meant. */
export interface DeliveryPath {
  readonly bankId: string;
  readonly customerId: string;
  readonly messageId: string;
  readonly deliveryId: string;
}

/** What became of messages, and what people do about it. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly worker: DeliveryWorker,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ObpError OBP-98201 (404) when the customer has no such message at the bank. */
  async message(bankId: string, customerId: string, messageId: string): Promise<ShownMessage> {
    const message = isUuid(messageId) ? await this.deliveries.message(bankId, customerId, messageId) : undefined;
    if (message === undefined) throw new ObpError('MessageNotFound');
    return { ...message, deliveries: await this.withTries(bankId, await this.deliveries.ofMessage(bankId, messageId)) };
  }

  /** Newest first. */
  async ofBank(bankId: string, wanted: WantedDeliveries): Promise<ShownDelivery[]> {
    return this.withTries(bankId, await this.deliveries.ofBank(bankId, wanted));
  }

  /** @throws ObpError OBP-98201, OBP-98202 (404), OBP-98203 (409) when it is being sent, or its end is known. */
  async cancel(actor: Actor, path: DeliveryPath): Promise<ShownDelivery> {
    await this.refuseUnlessFound(path);
    const { bankId, messageId, deliveryId } = path;
    await this.audit.perform(actor, async ({ manager, record }) => {
      if (!(await this.deliveries.cancel(manager, bankId, messageId, deliveryId))) throw new ObpError('DeliveryNotCancellable');
      await record({ action: 'delivery.cancelled', subjectId: deliveryId, bankId, isNew: true });
    });
    return this.one(path);
  }

  /** @throws ObpError OBP-98201, OBP-98202 (404), OBP-98204 (409) when it is neither dead nor unknown. */
  async redrive(actor: Actor, path: DeliveryPath): Promise<ShownDelivery> {
    const { class: urgency } = await this.refuseUnlessFound(path);
    const { bankId, messageId, deliveryId } = path;
    const lives = TIME_TO_LIVE[urgency as keyof typeof TIME_TO_LIVE];
    const lane = await this.audit.perform(actor, async ({ manager, record }) => {
      const found = await this.deliveries.redrive(manager, bankId, messageId, deliveryId, lives);
      if (found === undefined) throw new ObpError('DeliveryNotRedrivable');
      await record({ action: 'delivery.redriven', subjectId: deliveryId, bankId, isNew: true });
      return found;
    });
    this.worker.wake(laneOf(bankId, lane));
    return this.one(path);
  }

  private async refuseUnlessFound({ bankId, customerId, messageId, deliveryId }: DeliveryPath): Promise<DeliveryRow> {
    const { deliveries } = await this.message(bankId, customerId, messageId);
    const found = deliveries.find((delivery) => delivery.delivery_id === deliveryId);
    if (found === undefined) throw new ObpError('DeliveryNotFound');
    return found;
  }

  private async one({ bankId, messageId, deliveryId }: DeliveryPath): Promise<ShownDelivery> {
    const all = await this.withTries(bankId, await this.deliveries.ofMessage(bankId, messageId));
    const found = all.find((delivery) => delivery.delivery_id === deliveryId);
    if (found === undefined) throw new ObpError('DeliveryNotFound');
    return found;
  }

  private async withTries(bankId: string, deliveries: readonly DeliveryRow[]): Promise<ShownDelivery[]> {
    if (deliveries.length === 0) return [];
    const tries = await this.deliveries.attempts(
      bankId,
      deliveries.map(({ delivery_id: id }) => id),
    );
    return deliveries.map((delivery) => ({ ...delivery, tries: tries.get(delivery.delivery_id) ?? [] }));
  }
}
