import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { lookAgain, type RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import { MessageAccess } from '../../customer-messages/access/message-access.js';
import type { BankMessageRow, WantedMessages } from './bank-messages.repository.js';
import { BankMessages } from './bank-messages.js';
import { BYTE_ORDER_MARK, csvLine } from './csv.js';

/** Messages that are read, and kept, at a time. */
const BATCH = 500;

export const FILE_HEAD = [
  'message_id',
  'date',
  'customer_number',
  'legal_name',
  'customer_id',
  'transport',
  'message',
  'from_department',
  'from_person',
  'sent_by',
  'deliveries',
];

/** What a bank has sent as a file of any length, written as fast as the client takes it. */
@Injectable()
export class BankMessagesFile {
  constructor(
    private readonly messages: BankMessages,
    private readonly access: MessageAccess,
  ) {}

  /**
   * The file in pieces. Before each the caller is looked at again (decision 50); one who may not read any more gets no further piece, and the
   * connection breaks, so that nobody takes a part for the whole. Nor is one read while too many records of access wait: its own would be lost.
   */
  async *pieces(request: FastifyRequest, endpoint: RegisteredEndpoint, bankId: string, wanted: WantedMessages): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(FILE_HEAD);
    const sought = await this.messages.sought(wanted);
    for (let before: string | undefined = wanted.before; before !== undefined;) {
      await this.access.untilThereIsRoom();
      await lookAgain(request, endpoint);
      const page = await this.messages.pageOf(bankId, { ...sought, before, limit: BATCH });
      this.access.listedOfSeveral(
        request,
        page.messages.map(({ customer_id: customer }) => customer),
      );
      const text = page.messages.map((row) => csvLine(cellsOf(row))).join('');
      if (text !== '') yield text;
      before = page.cursor;
    }
  }
}

const cellsOf = (row: BankMessageRow): string[] => [
  row.message_id,
  row.date.toISOString(),
  row.customer_number,
  row.legal_name,
  row.customer_id,
  row.transport,
  row.message,
  row.from_department,
  row.from_person,
  row.username,
  row.deliveries.map(({ channel, status, reason }) => [channel, status, reason].filter((part) => part !== '').join(' ')).join('; '),
];
