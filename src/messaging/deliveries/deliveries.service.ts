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
import { DeliveryWorker } from './queue/delivery-worker.js';
import { laneOf } from './queue/lane.js';
import { RetentionRepository } from './retention/retention.repository.js';
import { ScheduledMessagesRepository } from './scheduled/scheduled-messages.repository.js';

/** A delivery with its tries. */
export interface ShownDelivery extends DeliveryRow {
  readonly tries: readonly AttemptRow[];
}

export interface ShownMessage extends MessageRow {
  readonly deliveries: readonly ShownDelivery[];
}

export interface FoundDelivery {
  readonly message: ShownMessage;
  readonly delivery: ShownDelivery;
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
    private readonly scheduled: ScheduledMessagesRepository,
    private readonly retention: RetentionRepository,
  ) {}

  /** @throws ObpError OBP-98201 (404) when the customer has no such message at the bank. */
  async message(bankId: string, customerId: string, messageId: string): Promise<ShownMessage> {
    if (!isUuid(messageId)) throw new ObpError('MessageNotFound');
    const message = await this.deliveries.message(bankId, customerId, messageId);
    return message === undefined ? this.scheduledMessage(bankId, customerId, messageId) : this.withDeliveries(bankId, message);
  }

  /** One that waits for its time, or what it has become. */
  private async scheduledMessage(bankId: string, customerId: string, id: string): Promise<ShownMessage> {
    const scheduled = await this.scheduled.find(bankId, customerId, id);
    if (scheduled === undefined) throw new ObpError('MessageNotFound');
    if (scheduled.became !== null) return this.message(bankId, customerId, scheduled.became);
    const shown = await this.withDeliveries(bankId, scheduled);
    // It has a delivery at least. Where none is found it has become a message in between, and they went with it.
    return shown.deliveries.length === 0 ? this.scheduledMessage(bankId, customerId, id) : shown;
  }

  private async withDeliveries(bankId: string, message: MessageRow): Promise<ShownMessage> {
    return { ...message, deliveries: await this.withTries(bankId, await this.deliveries.ofMessage(bankId, message.message_id)) };
  }

  /** @throws ObpError OBP-98201, OBP-98202 (404). */
  async get({ bankId, customerId, messageId, deliveryId }: DeliveryPath): Promise<FoundDelivery> {
    const message = await this.message(bankId, customerId, messageId);
    const delivery = message.deliveries.find((one) => one.delivery_id === deliveryId);
    if (delivery === undefined) throw new ObpError('DeliveryNotFound');
    return { message, delivery };
  }

  /** Newest first. */
  async ofBank(bankId: string, wanted: WantedDeliveries): Promise<ShownDelivery[]> {
    return this.withTries(bankId, await this.deliveries.ofBank(bankId, wanted));
  }

  /** @throws ObpError OBP-98201, OBP-98202 (404), OBP-98203 (409) when it is being sent, or its end is known. */
  async cancel(actor: Actor, path: DeliveryPath): Promise<ShownDelivery> {
    await this.get(path);
    const { bankId, messageId, deliveryId } = path;
    await this.audit.perform(actor, async ({ manager, record }) => {
      const waiting = await this.scheduled.lock(manager, bankId, messageId);
      const cancelled =
        waiting?.message_id === null
          ? await this.scheduled.cancel(manager, bankId, messageId, deliveryId)
          : await this.deliveries.cancel(manager, bankId, waiting?.message_id ?? messageId, deliveryId);
      if (!cancelled) throw new ObpError('DeliveryNotCancellable');
      await record({ action: 'delivery.cancelled', subjectId: deliveryId, bankId, isNew: true });
    });
    return (await this.get(path)).delivery;
  }

  /** @throws ObpError OBP-98201, OBP-98202 (404), OBP-98204 (409) when it is neither dead, unknown nor suppressed. */
  async redrive(actor: Actor, path: DeliveryPath): Promise<ShownDelivery> {
    const { delivery } = await this.get(path);
    const { bankId, deliveryId } = path;
    const messageId = delivery.message_id;
    const lane = await this.audit.perform(actor, async ({ manager, record }) => {
      await this.retention.hold(manager, bankId, messageId);
      const found = await this.deliveries.redrive(manager, bankId, messageId, deliveryId);
      if (found === undefined) throw new ObpError('DeliveryNotRedrivable');
      await record({ action: 'delivery.redriven', subjectId: deliveryId, bankId, isNew: true });
      return found;
    });
    this.worker.wake(laneOf(bankId, lane));
    return (await this.get(path)).delivery;
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
