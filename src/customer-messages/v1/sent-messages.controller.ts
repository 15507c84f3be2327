import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticated } from '../../auth/authenticated.check.js';
import { BankFound } from '../../banks/bank-found.check.js';
import type { Bank } from '../../banks/bank.entity.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { PathBank } from '../../obp/endpoint/parameters.decorator.js';
import type { JsonText } from '../../obp/http/json-text.js';
import { LIST_ERRORS } from '../../obp/list-parameters.js';
import { MESSAGE_PAGE_PARAMETERS } from '../message-page.js';
import { MessagePages } from '../message-pages.service.js';
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
    checks: [Authenticated, BankFound, RolesHeld],
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
  ): Promise<JsonText<SentMessageListDto>> {
    return this.pages.read(request, reply, (page) => this.messages.toCustomer(bank.bankId, customerId, page, SENT_MESSAGE));
  }
}
