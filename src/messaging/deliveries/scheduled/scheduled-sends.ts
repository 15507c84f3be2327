import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { Database } from '../../../platform/database/database.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { type IdempotentCall, IdempotentCalls } from '../../../platform/idempotency/idempotent-calls.js';
import type { NewMessageRow } from '../../customer-messages/inserts/message-inserts.js';
import { LaterMessages, type LaterWish } from '../../customer-messages/later-messages.js';
import { callOf, madeOf, type Sending } from '../../customer-messages/messages.service.js';
import { customerNotFound } from '../../customers/customers.service.js';
import type { NewDelivery } from '../delivery-inserts.js';
import { MessageDeliveries } from '../message-deliveries.js';
import { DueMessages } from './due-messages.js';
import { ScheduledMessagesRepository } from './scheduled-messages.repository.js';

/** What became of a create that is to be sent later. */
export interface Scheduled {
  /** Of the scheduled message; for a repeat that of the first call. */
  readonly messageId: string;
  readonly replayed: boolean;
}

/** Stores messages that wait for their time. */
@Injectable()
export class ScheduledSends extends LaterMessages {
  private readonly keySeconds: number;

  constructor(
    private readonly database: Database,
    private readonly scheduled: ScheduledMessagesRepository,
    private readonly deliveries: MessageDeliveries,
    private readonly calls: IdempotentCalls,
    private readonly due: DueMessages,
    @Inject(CONFIG) { idempotencyKeySeconds }: Config,
  ) {
    super();
    this.keySeconds = idempotencyKeySeconds;
  }

  /**
   * When the promise resolves it is committed.
   *
   * @throws ObpError OBP-30046 when the bank has no such customer, OBP-98205 for a channel without a route, OBP-98206 for times that cannot be.
   */
  async send(sending: Sending, sendAt: Date): Promise<Scheduled> {
    if (sending.key === undefined) return { messageId: await this.make(sending, sendAt), replayed: false };
    const call = callOf(sending, sending.key);
    const once = await this.calls.runOnce(call, () => this.make(sending, sendAt, call));
    return { messageId: once.replayed ? once.messageId : once.result, replayed: once.replayed };
  }

  async store(row: NewMessageRow, wish: LaterWish, call?: IdempotentCall): Promise<void> {
    const { bank_id: bankId, message_id: id } = row;
    const planned = ((await this.deliveries.rowsFor(row, wish)) ?? []) as readonly NewDelivery[];
    await this.database.transaction(async (manager) => {
      if (!(await this.scheduled.insert(manager, row, { sendAt: wish.sendAt, expiresAt: wish.expiresAt })))
        throw customerNotFound(row.customer_id);
      if (call !== undefined && !(await this.scheduled.insertKey(manager, bankId, call, id, this.keySeconds)))
        throw new ObpError('IdempotencyKeyInUse');
      await this.scheduled.insertDeliveries(manager, bankId, planned);
    });
    this.due.lookAt(wish.sendAt);
  }

  /** Its text is made now, and is the same at its time. */
  private async make(sending: Sending, sendAt: Date, call?: IdempotentCall): Promise<string> {
    const { row, wish } = await madeOf(sending);
    await this.store(row, { ...wish, sendAt }, call);
    return row.message_id;
  }
}
