import { Injectable } from '@nestjs/common';
import { BankMessagesRepository, type BankMessageRow, type SoughtMessages, type WantedMessages } from './bank-messages.repository.js';

export interface BankMessagesPage {
  readonly messages: readonly BankMessageRow[];
  /** Where the next page begins; undefined when there is none. A page may have few messages, or none, and go on. */
  readonly cursor: string | undefined;
}

/** What a bank has sent. */
@Injectable()
export class BankMessages {
  constructor(private readonly repository: BankMessagesRepository) {}

  async page(bankId: string, wanted: WantedMessages): Promise<BankMessagesPage> {
    return this.pageOf(bankId, await this.sought(wanted));
  }

  /** What several pages are asked with. */
  async sought({ sender, ...wanted }: WantedMessages): Promise<SoughtMessages> {
    return { ...wanted, senders: sender === undefined ? undefined : await this.repository.findSenders(sender) };
  }

  async pageOf(bankId: string, sought: SoughtMessages): Promise<BankMessagesPage> {
    const { limit, senders } = sought;
    if (senders?.length === 0) return { messages: [], cursor: undefined };
    const { messages, stop } = await this.repository.list(bankId, { ...sought, limit: limit + 1 });
    const shown = messages.slice(0, limit);
    return { messages: shown, cursor: messages.length > limit ? shown.at(-1)?.message_id : stop };
  }
}
