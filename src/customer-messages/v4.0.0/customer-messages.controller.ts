import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticated } from '../../auth/authenticated.check.js';
import type { Principal } from '../../auth/principal.js';
import { BankFound } from '../../banks/bank-found.check.js';
import type { Bank } from '../../banks/bank.entity.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { CallKey } from '../../idempotency/call-key.decorator.js';
import { IDEMPOTENCY_KEY, type IdempotencyKey, IdempotencyKeyValid } from '../../idempotency/idempotency-key.check.js';
import { answerKeyed } from '../../idempotency/answer-keyed.js';
import { BodyValid } from '../../obp/checks/body-valid.check.js';
import { IdsWellFormed } from '../../obp/checks/ids-well-formed.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentPrincipal, PathBank, ValidBody } from '../../obp/endpoint/parameters.decorator.js';
import type { JsonText } from '../../obp/http/json-text.js';
import { LIST_ERRORS } from '../../obp/list-parameters.js';
import { SuccessDto } from '../../obp/success.dto.js';
import { MessageAccess } from '../access/message-access.service.js';
import { MESSAGE_PAGE_PARAMETERS } from '../message-page.js';
import { MessagePages } from '../message-pages.service.js';
import { MessagesService } from '../messages.service.js';
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
    checks: [Authenticated, IdsWellFormed, BankFound, RolesHeld, BodyValid, IdempotencyKeyValid],
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
    @CallKey() key: IdempotencyKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuccessDto> {
    const sent = await this.messages.send({
      sender,
      bankId: bank.bankId,
      customerId,
      message: { message, transport, fromDepartment, fromPerson },
      key,
    });
    if (sent.messageId !== undefined) this.access.created(reply.request, [{ customerId, messageId: sent.messageId }]);
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
    checks: [Authenticated, BankFound, RolesHeld],
    roles: [ROLES.CanGetCustomerMessages],
    query: MESSAGE_PAGE_PARAMETERS,
    response: { status: 200, type: MessageListV400Dto, name: 'CustomerMessagesJsonV400' },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UnknownError', 'UserHasMissingRoles', 'CustomerNotFound', ...LIST_ERRORS],
  })
  list(
    @PathBank() bank: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<MessageListV400Dto>> {
    return this.pages.read(request, reply, (page) => this.messages.toCustomer(bank.bankId, customerId, page, MESSAGE_V400));
  }
}
