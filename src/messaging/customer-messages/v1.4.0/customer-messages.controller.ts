import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Principal, PrincipalUser } from '../../../access/sessions/principal.js';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { IdempotencyKeyHeader } from '../../../platform/idempotency/idempotency-key-header.decorator.js';
import { IDEMPOTENCY_KEY, type IdempotencyKey } from '../../../platform/idempotency/idempotency-key.check.js';
import { answerKeyed } from '../../../platform/idempotency/idempotent-response.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentPrincipal, CurrentUser } from '../../../access/sessions/caller.decorators.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import type { RawJson } from '../../../platform/http/raw-json.js';
import { SuccessDto } from '../../../platform/endpoint/success.dto.js';
import { MessageAccess } from '../access/message-access.js';
import { MESSAGE_LIST } from '../message-page.js';
import { MessagePages } from '../message-pages.js';
import { MessagesService } from '../messages.service.js';
import { type MessagesRequest, WantedMessages } from '../wanted-messages.decorator.js';
import { CreateMessageV140Dto, MessageListV140Dto } from './message.dto.js';
import { MESSAGE_V140 } from './message.mapper.js';

@Controller()
export class CustomerMessagesV140Controller {
  constructor(
    private readonly messages: MessagesService,
    private readonly pages: MessagePages,
    private readonly access: MessageAccess,
  ) {}

  @Endpoint({
    version: '1.4.0',
    functionName: 'addCustomerMessage',
    verb: 'POST',
    path: 'banks/:BANK_ID/customer/:CUSTOMER_ID/messages',
    summary: 'Create Customer Message',
    description: 'Sends a message to a customer of the bank who is linked to a user. When 201 is answered the message is stored.',
    tags: ['Customer-Message', 'Customer', 'Person'],
    checks: ['authenticated', 'bodyValid', 'bankFound', 'rolesHeld', 'idempotencyKeyValid'],
    headers: [IDEMPOTENCY_KEY],
    // Decision 3: open to every user as at OBP, but only in the sandbox.
    roles: ({ v140CreateRequiresRole }) => (v140CreateRequiresRole ? [ROLES.CanCreateCustomerMessage] : []),
    request: { type: CreateMessageV140Dto, name: 'AddCustomerMessageJson' },
    response: { status: 201, type: SuccessDto, name: 'SuccessMessage' },
    errors: [
      'UserNotLoggedIn',
      'UnknownError',
      'BankNotFound',
      'CustomerNotFound',
      'UserCustomerLinkNotFoundByUser',
      'UserNotFound',
      'ServiceBusy',
    ],
  })
  async add(
    @CurrentPrincipal() sender: Principal,
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @ValidBody() { message, from_department: fromDepartment, from_person: fromPerson }: CreateMessageV140Dto,
    @IdempotencyKeyHeader() key: IdempotencyKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuccessDto> {
    const sent = await this.messages.sendToLinked({
      sender,
      bankId: bank.bankId,
      customerId,
      message: { message, transport: '', fromDepartment, fromPerson },
      key,
    });
    if (!sent.replayed) this.access.created(reply.request, [{ customerId, messageId: sent.messageId }]);
    return answerKeyed(reply, sent);
  }

  @Endpoint({
    version: '1.4.0',
    functionName: 'getCustomersMessages',
    verb: 'GET',
    path: 'banks/:BANK_ID/customer/messages',
    summary: 'Get Customer Messages for all Customers',
    description:
      'The inbox of the user who calls: the messages to all customers at the bank that the user is linked to, newest first, through ' +
      'whichever version they were created. When there are more than a page the header Link names the next.',
    tags: ['Customer-Message', 'Customer'],
    checks: ['authenticated', 'bankFound'],
    list: MESSAGE_LIST,
    response: { status: 200, type: MessageListV140Dto, name: 'CustomerMessagesJson' },
    errors: ['UserNotLoggedIn', 'UnknownError', 'BankNotFound'],
  })
  async inbox(
    @CurrentUser() user: PrincipalUser,
    @PathBank() bank: Bank,
    @WantedMessages() wanted: MessagesRequest,
  ): Promise<RawJson<MessageListV140Dto>> {
    return this.pages.answer(wanted, await this.messages.toUser(bank.bankId, user.userId, wanted.page, MESSAGE_V140));
  }
}
