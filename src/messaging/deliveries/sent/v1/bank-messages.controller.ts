import { Readable } from 'node:stream';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { nextQuery } from '../../../../platform/endpoint/cursor-page.js';
import { EndpointRegistry } from '../../../../platform/endpoint/endpoint-registry.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { MessageAccess } from '../../../customer-messages/access/message-access.js';
import { BankMessages } from '../bank-messages.js';
import { BankMessagesFile, FILE_HEAD } from '../bank-messages-file.js';
import { csvLine } from '../csv.js';
import { BANK_MESSAGE_FILE, BANK_MESSAGE_LIST, readWantedMessages } from './bank-message-query.js';
import { BankMessageListDto } from './bank-message.dto.js';
import { toBankMessageDto } from './bank-message.mapper.js';

@Controller()
export class BankMessagesController {
  constructor(
    private readonly messages: BankMessages,
    private readonly file: BankMessagesFile,
    private readonly access: MessageAccess,
    private readonly registry: EndpointRegistry,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getBankMessages',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/messages',
    summary: 'Get Messages of a Bank',
    description:
      'What a bank has sent, newest first: to whom, what the message says of its sender and which user really sent it, and what became of it. When there may be more than a page the header Link names the next; where filters fit little a page may have few messages, or none, and still name the next.',
    tags: ['Customer-Message', 'Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    list: BANK_MESSAGE_LIST,
    response: { status: 200, type: BankMessageListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async list(@PathBank() { bankId }: Bank, @Req() request: FastifyRequest): Promise<BankMessageListDto> {
    const { messages, cursor } = await this.messages.page(bankId, readWantedMessages(request.url));
    this.access.listedOfSeveral(
      request,
      messages.map(({ customer_id: customer }) => customer),
    );
    request.shownPage = { range: undefined, next: cursor === undefined ? undefined : nextQuery(request.url, cursor) };
    return { messages: messages.map(toBankMessageDto) };
  }

  @Endpoint({
    version: 'none',
    functionName: 'exportBankMessages',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/messages.csv',
    summary: 'Export Messages of a Bank',
    description:
      'What a bank has sent, as Get Messages of a Bank, in one file of comma-separated values (RFC 4180, UTF-8), newest first, however many there are. A cell that a spreadsheet would take for a formula begins with an apostrophe. The caller is looked at again before each 500 messages; when the answer breaks off, the file is not whole.',
    tags: ['Customer-Message', 'Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    list: BANK_MESSAGE_FILE,
    response: { status: 200, mediaType: 'text/csv', schema: { type: 'string' }, example: csvLine(FILE_HEAD) },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
    raw: true,
  })
  export(@PathBank() { bankId }: Bank, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const wanted = readWantedMessages(request.url);
    const pieces = this.file.pieces(request, this.registry.named('exportBankMessages'), bankId, wanted);
    const day = new Date().toISOString().slice(0, 10);
    void reply
      .header('Content-Type', 'text/csv; charset=utf-8; header=present')
      .header('Content-Disposition', `attachment; filename="messages-${bankId.replace(/[^\w.-]/g, '_')}-${day}.csv"`)
      .send(Readable.from(pieces));
  }
}
