import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import type { RawJson } from '../../../platform/http/raw-json.js';
import { MESSAGE_LIST } from '../message-page.js';
import { MessagePages } from '../message-pages.js';
import { MessagesService } from '../messages.service.js';
import { type MessagesRequest, WantedMessages } from '../wanted-messages.decorator.js';
import { SentMessageListDto } from './sent-message.dto.js';
import { SENT_MESSAGE } from './sent-message.mapper.js';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import type { PrincipalUser } from '../../../access/sessions/principal.js';

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
    list: MESSAGE_LIST,
    response: { status: 200, type: SentMessageListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound'],
  })
  async list(
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @WantedMessages() wanted: MessagesRequest,
    @CurrentUser() user: PrincipalUser,
  ): Promise<RawJson<SentMessageListDto>> {
    return this.pages.answer(wanted, await this.messages.toCustomer(bank.bankId, customerId, wanted.page, SENT_MESSAGE, user.userId));
  }
}
