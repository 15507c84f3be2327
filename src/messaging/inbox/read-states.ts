import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { ObpError } from '../../platform/errors/obp-error.js';
import { CustomersService, customerNotFound } from '../customers/customers.service.js';
import { idBefore } from '../customer-messages/message-id.js';
import { DeliverySettings } from '../preferences/delivery-settings.js';
import { InboxBanks } from './inbox-banks.js';
import { InboxRepository } from './inbox.repository.js';
import { LATE } from './late.js';

/** A message that was read, and when. */
export interface ReadMessage {
  readonly bankId: string;
  readonly messageId: string;
  readonly readAt: Date;
}

/**
 * Says which messages are read. What is read belongs to the customer, as a letter does that somebody of the house has opened: whoever acts for
 * the customer sees it. The staff of a bank see it only where the bank wants that.
 *
 * Here, and in what is read at once ({@link readUntil}), is where `message.read` will be published, when the bank shows it.
 */
@Injectable()
export class ReadStates {
  constructor(
    private readonly banks: InboxBanks,
    private readonly inbox: InboxRepository,
    private readonly settings: DeliverySettings,
    private readonly customers: CustomersService,
  ) {}

  /**
   * @param at the bank whose message it is; undefined: all of the user's are looked at.
   * @throws ObpError OBP-98201 (404) when it is no message of the user's, whether there is one or not.
   */
  async read(userId: string, messageId: string, at: string | undefined): Promise<ReadMessage> {
    const now = new Date();
    for (const bankId of await this.banksOf(userId, messageId, at)) {
      const readAt = await this.inbox.markRead({ bankId, userId, messageId }, now);
      if (readAt !== undefined) return { bankId, messageId, readAt };
    }
    throw new ObpError('MessageNotFound');
  }

  /** @throws ObpError as {@link read} does. */
  async unread(userId: string, messageId: string, at: string | undefined): Promise<void> {
    for (const bankId of await this.banksOf(userId, messageId, at)) if (await this.inbox.markUnread({ bankId, userId, messageId })) return;
    throw new ObpError('MessageNotFound');
  }

  /**
   * Everything that came up to a message is read: of one bank, or of all of the user's.
   *
   * @throws ObpError as {@link read} does: an id from the future would hide what has not come yet.
   */
  async readUntil(userId: string, messageId: string, at: string | undefined): Promise<void> {
    const now = new Date();
    const banks = await this.banksOf(userId, messageId, at);
    let isThere = false;
    for (const bankId of banks) isThere ||= await this.inbox.has({ bankId, userId, messageId });
    if (!isThere) throw new ObpError('MessageNotFound');
    const settled = idBefore(now.getTime() - LATE);
    for (const bankId of banks) await this.inbox.markUntil({ bankId, userId, messageId }, settled, now);
  }

  /**
   * When a customer read what the bank has sent, newest first.
   *
   * @param before an id.
   * @throws ObpError OBP-98371 (403) where the bank does not show it, OBP-30046 (404) where it has no such customer.
   */
  async receipts(
    bankId: string,
    customerId: string,
    before: string,
    most: number,
  ): Promise<{ message_id: string; read_at: Date | null }[]> {
    const { readReceipts } = await this.settings.of(bankId);
    if (!readReceipts) throw new ObpError('ReadReceiptsOff');
    if ((await this.customers.find(bankId, customerId)) === undefined) throw customerNotFound(customerId);
    return this.inbox.receipts(bankId, customerId, before, most);
  }

  /** The banks that may have the message: none where its id is none. */
  private async banksOf(userId: string, messageId: string, at: string | undefined): Promise<readonly string[]> {
    if (!isUuid(messageId)) return [];
    return at === undefined ? (await this.banks.of(userId)).banks : [at];
  }
}
