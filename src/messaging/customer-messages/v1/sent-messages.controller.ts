import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import type { RawJson } from '../../../platform/http/raw-json.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { MESSAGE_PAGE_PARAMETERS } from '../message-page.js';
import { MessagePages } from '../message-pages.js';
import { MessagesService } from '../messages.service.js';
import { SentMessageListDto } from './sent-message.dto.js';
import { SENT_MESSAGE } from './sent-message.mapper.js';

@Controller()
export class SentMessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly pages: MessagePages,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getSentCustomerMessages',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/messages',
    summary: 'Get Customer Messages with their Senders',
    description:
      'The messages that were sent to a customer of the bank, newest first, each with the user and the application that created it, through ' +
      'whichever version. When there are more than a page the header Link names the next.',
    tags: ['Customer-Message', 'Customer'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    query: MESSAGE_PAGE_PARAMETERS,
    response: { status: 200, type: SentMessageListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound', ...LIST_ERRORS],
  })
  list(
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RawJson<SentMessageListDto>> {
    return this.pages.read(request, reply, (page) => this.messages.toCustomer(bank.bankId, customerId, page, SENT_MESSAGE));
  }
}
