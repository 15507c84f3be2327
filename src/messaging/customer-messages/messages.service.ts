import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/sessions/principal.js';
import { customerNotFound } from '../customers/customers.service.js';
import type { IdempotencyKey } from '../../platform/idempotency/idempotency-key.check.js';
import type { IdempotentResult } from '../../platform/idempotency/idempotent-response.js';
import { type IdempotentCall, keyedCall, IdempotentCalls } from '../../platform/idempotency/idempotent-calls.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { askedOf, type MessageOrder, wishOf } from './message-orders.js';
import { isLaterWish, LaterMessages } from './later-messages.js';
import type { DeliveryWish } from './message-companion.js';
import type { MessageProjection } from './message-projection.js';
import { MessageListsRepository, type MessagePageText } from './message-lists.repository.js';
import { SUCCESS, type SuccessDto } from '../../platform/endpoint/success.dto.js';
import { newMessageId } from './message-id.js';
import type { NewMessageRow } from './inserts/message-inserts.js';
import type { MessagePage } from './message-page.js';
import { MessageWriter } from './message-writer.js';
import { MessagesRepository } from './messages.repository.js';

export interface NewMessage {
  readonly transport: string;
  readonly message: string;
  readonly fromDepartment: string;
  readonly fromPerson: string;
}

/** The result of a create. */
export interface Sent extends IdempotentResult<SuccessDto> {
  /** The id of the stored message; for a repeat that of the first call. */
  readonly messageId: string;
}

/** The request of a create, whichever version it came through. */
export interface Sending {
  readonly sender: Principal;
  readonly bankId: string;
  readonly customerId: string;
  readonly message: NewMessage;
  /** Its text takes the place of the message's. */
  readonly order?: MessageOrder;
  /** The key of a call that may be repeated. */
  readonly key: IdempotencyKey | undefined;
}

/** The rules of customer messages, which know no API version. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly writer: MessageWriter,
    private readonly lists: MessageListsRepository,
    private readonly calls: IdempotentCalls,
    private readonly later: LaterMessages,
  ) {}

  /**
   * Stores a message, or keeps it until its time; when the promise resolves it is committed.
   *
   * @throws ObpError OBP-30046 when the bank has no such customer, and where what is wished cannot be.
   */
  send(sending: Sending): Promise<Sent> {
    return this.onceOf(sending, (call) => this.store(sending, call));
  }

  /**
   * Like {@link send}, but only to a customer whose messages somebody can read (contract section 1.4).
   *
   * @throws ObpError OBP-30046 (404), then OBP-30008 (400) without a link, then OBP-20005 (404) when the linked user
   * is deleted.
   */
  sendToLinked(sending: Sending): Promise<Sent> {
    return this.onceOf(sending, async (call) => {
      await this.requireReader(sending);
      return this.store(sending, call);
    });
  }

  /**
   * The messages of a page, as the form writes them.
   *
   * @param reader the id of the user who reads, and sees all that they have written.
   * @throws ObpError OBP-30046 when the bank has no such customer.
   */
  async toCustomer(
    bankId: string,
    customerId: string,
    page: MessagePage,
    form: MessageProjection,
    reader: string,
  ): Promise<MessagePageText> {
    const found = await this.lists.ofCustomer(bankId, customerId, page, form, reader);
    if (found === undefined) throw customerNotFound(customerId);
    return found;
  }

  /** The messages to the customers at the bank that the user is linked to. */
  toUser(bankId: string, userId: string, page: MessagePage, form: MessageProjection): Promise<MessagePageText> {
    return this.lists.ofUser(bankId, userId, page, form);
  }

  /** Carries out the request; of calls with the same key only the first. */
  private async onceOf(sending: Sending, perform: (call?: IdempotentCall) => Promise<string>): Promise<Sent> {
    if (sending.key === undefined) return { body: SUCCESS, replayed: false, messageId: await perform() };
    const call = callOf(sending, sending.key);
    const once = await this.calls.runOnce(call, () => perform(call));
    return { body: SUCCESS, replayed: once.replayed, messageId: once.replayed ? once.messageId : once.result };
  }

  private async requireReader({ bankId, customerId }: Sending): Promise<void> {
    const recipient = await this.messages.recipient(bankId, customerId);
    if (recipient === undefined) throw customerNotFound(customerId);
    if (recipient.user_id === null) throw new ObpError('UserCustomerLinkNotFoundByUser', ` Current customerId (${customerId})`);
    if (recipient.is_deleted === true) throw new ObpError('UserNotFound', ` Current USER_ID(${recipient.user_id})`);
  }

  /** @returns the id of the message. */
  private async store(sending: Sending, call?: IdempotentCall): Promise<string> {
    const { row, wish } = sending.order === undefined ? { row: rowOf(sending), wish: undefined } : await madeOf(sending);
    if (isLaterWish(wish)) await this.later.store(row, wish, call);
    else if (call === undefined) {
      if (!(await this.writer.write(row, wish))) throw customerNotFound(sending.customerId);
    } else if (!(await this.writer.writeKeyed({ row, call }, wish))) {
      const recipient = await this.messages.recipient(sending.bankId, sending.customerId);
      throw recipient === undefined ? customerNotFound(sending.customerId) : new ObpError('IdempotencyKeyInUse');
    }
    return row.message_id;
  }
}

/** The message that is to be stored, its text made, and what is wished for it. */
async function madeOf(sending: Sending): Promise<{ readonly row: NewMessageRow; readonly wish: DeliveryWish | undefined }> {
  const { order = {}, message } = sending;
  const made = await order.text?.make();
  const row = rowOf(made === undefined ? sending : { ...sending, message: { ...message, message: made.text } });
  return { row, wish: wishOf(order, made) };
}

export function rowOf({ sender, bankId, customerId, message }: Omit<Sending, 'key'>): NewMessageRow {
  const { messageId, date } = newMessageId();
  return {
    bank_id: bankId,
    customer_id: customerId,
    message_id: messageId,
    date,
    transport: message.transport,
    message: message.message,
    from_department: message.fromDepartment,
    from_person: message.fromPerson,
    created_by_user_id: sender.user.userId,
    created_by_consumer_id: sender.consumer.consumerId,
  };
}

function callOf({ sender, bankId, customerId, message, order }: Sending, key: IdempotencyKey): IdempotentCall {
  const { transport, message: text, fromDepartment, fromPerson } = message;
  const owner = { bankId, consumerId: sender.consumer.consumerId, userId: sender.user.userId };
  return keyedCall(owner, key, [customerId, transport, text, fromDepartment, fromPerson, ...(order === undefined ? [] : askedOf(order))]);
}
