import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/principal.js';
import { customerNotFound } from '../customers/customers.service.js';
import { ObpError } from '../obp/errors/obp-error.js';
import type { MessageForm } from './message-form.js';
import { newMessageId } from './message-id.js';
import { MessageListsRepository, type MessagePageText } from './message-lists.repository.js';
import type { MessagePage } from './message-page.js';
import { MessageWriter } from './message-writer.service.js';
import { MessagesRepository } from './messages.repository.js';

export interface NewMessage {
  readonly transport: string;
  readonly message: string;
  readonly fromDepartment: string;
  readonly fromPerson: string;
}

/** The rules of customer messages, which know no API version. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly writer: MessageWriter,
    private readonly lists: MessageListsRepository,
  ) {}

  /**
   * Stores a message; when the promise resolves it is committed.
   *
   * @throws ObpError OBP-30046 when the bank has no such customer.
   */
  async send(sender: Principal, bankId: string, customerId: string, message: NewMessage): Promise<void> {
    const { messageId, date } = newMessageId();
    const stored = await this.writer.write({
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
    });
    if (!stored) throw customerNotFound(customerId);
  }

  /**
   * As {@link send}, but only to a customer whose messages somebody can read (contract section 1.4).
   *
   * @throws ObpError OBP-30046 (404), then OBP-30008 (400) without a link, then OBP-20005 (404) when the linked user
   * is deleted.
   */
  async sendToLinked(sender: Principal, bankId: string, customerId: string, message: NewMessage): Promise<void> {
    const recipient = await this.messages.recipient(bankId, customerId);
    if (recipient === undefined) throw customerNotFound(customerId);
    if (recipient.user_id === null) throw new ObpError('UserCustomerLinkNotFoundByUser', ` Current customerId (${customerId})`);
    if (recipient.is_deleted === true) throw new ObpError('UserNotFound', ` Current USER_ID(${recipient.user_id})`);
    await this.send(sender, bankId, customerId, message);
  }

  /**
   * The messages of a page, as the form writes them.
   *
   * @throws ObpError OBP-30046 when the bank has no such customer.
   */
  async toCustomer(bankId: string, customerId: string, page: MessagePage, form: MessageForm): Promise<MessagePageText> {
    const found = await this.lists.ofCustomer(bankId, customerId, page, form);
    if (found === undefined) throw customerNotFound(customerId);
    return found;
  }

  /** What was sent to the customers at the bank that the user is linked to. */
  toUser(bankId: string, userId: string, page: MessagePage, form: MessageForm): Promise<MessagePageText> {
    return this.lists.ofUser(bankId, userId, page, form);
  }
}
