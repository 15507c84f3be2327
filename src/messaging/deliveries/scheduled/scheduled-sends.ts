import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import type { IdempotentCall } from '../../../platform/idempotency/idempotent-calls.js';
import { storeKeys } from '../../customer-messages/inserts/key-inserts.js';
import type { NewMessageRow } from '../../customer-messages/inserts/message-inserts.js';
import { LaterMessages, type LaterWish } from '../../customer-messages/later-messages.js';
import { customerNotFound } from '../../customers/customers.service.js';
import type { NewDelivery } from '../delivery-inserts.js';
import { MessageDeliveries } from '../message-deliveries.js';
import { DueMessages } from './due-messages.js';
import { ScheduledMessagesRepository } from './scheduled-messages.repository.js';

/** Stores messages that wait for their time. */
@Injectable()
export class ScheduledSends extends LaterMessages {
  private readonly keySeconds: number;

  constructor(
    private readonly database: Database,
    private readonly scheduled: ScheduledMessagesRepository,
    private readonly deliveries: MessageDeliveries,
    private readonly due: DueMessages,
    @Inject(CONFIG) { idempotencyKeySeconds }: Config,
  ) {
    super();
    this.keySeconds = idempotencyKeySeconds;
  }

  /** @throws ObpError also OBP-98205 for a channel without a route, OBP-98206 for times that cannot be. */
  async store(row: NewMessageRow, wish: LaterWish, call?: IdempotentCall): Promise<void> {
    const { bank_id: bankId } = row;
    const planned = ((await this.deliveries.rowsFor(row, wish)) ?? []) as readonly NewDelivery[];
    await this.database.transaction(async (manager) => {
      if (!(await this.scheduled.insert(manager, row, { sendAt: wish.sendAt, expiresAt: wish.expiresAt })))
        throw customerNotFound(row.customer_id);
      if (call !== undefined && (await storeKeys(manager, bankId, [{ row, call }], this.keySeconds)).size === 0)
        throw new ObpError('IdempotencyKeyInUse');
      await this.scheduled.insertDeliveries(manager, bankId, planned);
    });
    this.due.lookAt(wish.sendAt);
  }
}
