import { Injectable } from '@nestjs/common';
import { BankMessagesRepository, type BankMessageRow, type WantedMessages } from './bank-messages.repository.js';

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
    const { limit } = wanted;
    const rows = await this.repository.list(bankId, { ...wanted, limit: limit + 1 });
    const messages = rows.slice(0, limit);
    const cursor = rows.length > limit ? messages.at(-1)?.message_id : await this.repository.findStop(bankId, wanted);
    return { messages, cursor };
  }
}
