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
import { CreateMessageV400Dto, MessageListV400Dto } from './message.dto.js';
import { MESSAGE_V400 } from './message.mapper.js';

@Controller()
export class CustomerMessagesV400Controller {
  constructor(
    private readonly messages: MessagesService,
    private readonly pages: MessagePages,
    private readonly access: MessageAccess,
  ) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createCustomerMessage',
    verb: 'POST',
    path: 'banks/:BANK_ID/customers/:CUSTOMER_ID/messages',
    summary: 'Create Customer Message',
    description: 'Sends a message to a customer of the bank. When 201 is answered the message is stored.',
    tags: ['Customer-Message', 'Customer', 'Person'],
    checks: ['authenticated', 'idsWellFormed', 'bankFound', 'rolesHeld', 'bodyValid', 'idempotencyKeyValid'],
    headers: [IDEMPOTENCY_KEY],
    roles: [ROLES.CanCreateCustomerMessage],
    request: { type: CreateMessageV400Dto, name: 'CreateMessageJsonV400' },
    response: { status: 201, type: SuccessDto, name: 'SuccessMessage' },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound', 'ServiceBusy'],
  })
  async create(
    @CurrentPrincipal() sender: Principal,
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @ValidBody() { message, transport, from_department: fromDepartment, from_person: fromPerson }: CreateMessageV400Dto,
    @IdempotencyKeyHeader() key: IdempotencyKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuccessDto> {
    const sent = await this.messages.send({
      sender,
      bankId: bank.bankId,
      customerId,
      message: { message, transport, fromDepartment, fromPerson },
      key,
    });
    if (!sent.replayed) this.access.created(reply.request, [{ customerId, messageId: sent.messageId }]);
    return answerKeyed(reply, sent);
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getCustomerMessages',
    verb: 'GET',
    path: 'banks/:BANK_ID/customers/:CUSTOMER_ID/messages',
    summary: 'Get Customer Messages for a Customer',
    description:
      'The messages that were sent to a customer of the bank, newest first, through whichever version they were created. ' +
      'When there are more than a page the header Link names the next.',
    tags: ['Customer-Message', 'Customer'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    list: MESSAGE_LIST,
    response: { status: 200, type: MessageListV400Dto, name: 'CustomerMessagesJsonV400' },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UnknownError', 'UserHasMissingRoles', 'CustomerNotFound'],
  })
  async list(
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @WantedMessages() wanted: MessagesRequest,
    @CurrentUser() user: PrincipalUser,
  ): Promise<RawJson<MessageListV400Dto>> {
    return this.pages.answer(wanted, await this.messages.toCustomer(bank.bankId, customerId, wanted.page, MESSAGE_V400, user.userId));
  }
}
