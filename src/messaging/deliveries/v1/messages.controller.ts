import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentPrincipal } from '../../../access/sessions/caller.decorators.js';
import type { Principal } from '../../../access/sessions/principal.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { IdempotencyKeyHeader } from '../../../platform/idempotency/idempotency-key-header.decorator.js';
import { IDEMPOTENCY_KEY, type IdempotencyKey } from '../../../platform/idempotency/idempotency-key.check.js';
import { answerKeyed } from '../../../platform/idempotency/idempotent-response.js';
import { MessageAccess } from '../../customer-messages/access/message-access.js';
import { MessagesService } from '../../customer-messages/messages.service.js';
import { DeliveriesService } from '../deliveries.service.js';
import { DeliveredMessageDto } from './delivery.dto.js';
import { toDeliveredMessageDto } from './delivery.mapper.js';
import { SEND_MESSAGE_EXAMPLE, SendMessageDto } from '../../customer-messages/v1/send-message.dto.js';
import { SendMessageOrders } from './send-message-orders.js';

/** What is wrong with a message that names a template. */
const TEMPLATE_ERRORS = [
  'MessageOrTemplate',
  'TemplateNotFound',
  'TemplateVersionNotFound',
  'TemplateArchived',
  'TemplateLanguageNotFound',
  'PersonalisationMissing',
  'PersonalisationInvalid',
  'PersonalisedTextInvalid',
] as const;

@Controller()
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly deliveries: DeliveriesService,
    private readonly access: MessageAccess,
    private readonly publicUrl: PublicUrl,
    private readonly orders: SendMessageOrders,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'sendCustomerMessage',
    verb: 'POST',
    path: 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/messages',
    summary: 'Send Customer Message',
    description:
      'Sends a message to a customer of the bank, as Create Customer Message does, and takes beside it how it is to be delivered. When 201 is ' +
      'answered the message and its deliveries are stored. The header Location is where to ask what became of it.',
    tags: ['Customer-Message', 'Delivery'],
    checks: ['authenticated', 'idsWellFormed', 'bankFound', 'rolesHeld', 'bodyValid', 'idempotencyKeyValid'],
    headers: [IDEMPOTENCY_KEY],
    roles: [ROLES.CanCreateCustomerMessage],
    request: { type: SendMessageDto, example: SEND_MESSAGE_EXAMPLE },
    response: { status: 201, type: DeliveredMessageDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'CustomerNotFound',
      'InvalidJson',
      ...TEMPLATE_ERRORS,
      'NoRouteToChannel',
      'WrongDeliveryTime',
      'ServiceBusy',
    ],
  })
  async send(
    @CurrentPrincipal() sender: Principal,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @ValidBody() body: SendMessageDto,
    @IdempotencyKeyHeader() key: IdempotencyKey | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveredMessageDto> {
    const { message, transport, from_department: fromDepartment, from_person: fromPerson } = body;
    // Said also where it is empty: so the fingerprints of keys are, which repeats are compared with.
    const order = { wish: {}, ...this.orders.readerFor(bankId)(body) };
    const sending = { sender, bankId, customerId, message: { message, transport, fromDepartment, fromPerson }, order, key };
    const { messageId, replayed } = await this.messages.send(sending);
    if (!replayed) this.access.created(reply.request, [{ customerId, messageId }]);
    const shown = toDeliveredMessageDto(await this.deliveries.message(bankId, customerId, messageId));
    void reply.header('Location', `${this.publicUrl.value}/messaging/v1/banks/${bankId}/customers/${customerId}/messages/${messageId}`);
    return answerKeyed(reply, { body: shown, replayed });
  }
}
