import { Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { cursorPage } from '../../../platform/endpoint/cursor-page.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { DeliveriesService } from '../deliveries.service.js';
import { DeliveryPreviews } from '../delivery-previews.js';
import { cursorOf, DELIVERY_LIST, readWantedDeliveries } from './delivery-query.js';
import { DeliveredMessageDto, DeliveryDto, DeliveryListDto } from './delivery.dto.js';
import { DeliveryPreviewDto } from './delivery-preview.dto.js';
import { toDeliveredMessageDto, toDeliveryDto, toDeliveryPreviewDto } from './delivery.mapper.js';

const MESSAGE = 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/messages/:MESSAGE_ID';

@Controller()
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly previews: DeliveryPreviews,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getCustomerMessage',
    verb: 'GET',
    path: MESSAGE,
    summary: 'Get Customer Message with its Deliveries',
    description: 'A message, and what became of it: each of its deliveries with its status, its tries and every change.',
    tags: ['Customer-Message', 'Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    response: { status: 200, type: DeliveredMessageDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'MessageNotFound'],
  })
  async message(
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Param('MESSAGE_ID') messageId: string,
  ): Promise<DeliveredMessageDto> {
    return toDeliveredMessageDto(await this.deliveries.message(bankId, customerId, messageId));
  }

  @Endpoint({
    version: 'none',
    functionName: 'getDeliveries',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/deliveries',
    summary: 'Get Deliveries',
    description: 'What became of the messages of a bank, newest first. When there are more than a page the header Link names the next.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetDeliveries],
    list: DELIVERY_LIST,
    response: { status: 200, type: DeliveryListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async list(@PathBank() { bankId }: Bank, @Req() request: FastifyRequest): Promise<DeliveryListDto> {
    const wanted = readWantedDeliveries(request.url);
    const found = await this.deliveries.ofBank(bankId, { ...wanted, limit: wanted.limit + 1 });
    return { deliveries: cursorPage(request, found, wanted.limit, cursorOf).map(toDeliveryDto) };
  }

  @Endpoint({
    version: 'none',
    functionName: 'getDeliveryPreview',
    verb: 'GET',
    path: `${MESSAGE}/deliveries/:DELIVERY_ID/preview`,
    summary: 'Get Delivery Preview',
    description:
      'What is sent, as the provider gets it: an SMS in its parts, a mail as its source. The address of the customer is not shown.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    response: { status: 200, type: DeliveryPreviewDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'MessageNotFound', 'DeliveryNotFound'],
  })
  async preview(
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Param('MESSAGE_ID') messageId: string,
    @Param('DELIVERY_ID') deliveryId: string,
  ): Promise<DeliveryPreviewDto> {
    return toDeliveryPreviewDto(await this.previews.of({ bankId, customerId, messageId, deliveryId }));
  }

  @Endpoint({
    version: 'none',
    functionName: 'cancelDelivery',
    verb: 'POST',
    path: `${MESSAGE}/deliveries/:DELIVERY_ID/cancel`,
    summary: 'Cancel Delivery',
    description:
      'Takes a delivery out of the queue. One that is being sent, or has been, is not cancelled. A message that is in the inbox stays there; a scheduled one whose deliveries are all cancelled is never sent.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanCancelDeliveries],
    response: { status: 200, type: DeliveryDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'MessageNotFound', 'DeliveryNotFound', 'DeliveryNotCancellable'],
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Param('MESSAGE_ID') messageId: string,
    @Param('DELIVERY_ID') deliveryId: string,
  ): Promise<DeliveryDto> {
    return toDeliveryDto(await this.deliveries.cancel(actor, { bankId, customerId, messageId, deliveryId }));
  }

  @Endpoint({
    version: 'none',
    functionName: 'redriveDelivery',
    verb: 'POST',
    path: `${MESSAGE}/deliveries/:DELIVERY_ID/redrive`,
    summary: 'Redrive Delivery',
    description: 'Puts a delivery that is dead, unknown or suppressed into the queue again. For the provider it is a new message.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanRedriveDeliveries],
    response: { status: 200, type: DeliveryDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'MessageNotFound', 'DeliveryNotFound', 'DeliveryNotRedrivable'],
  })
  async redrive(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Param('MESSAGE_ID') messageId: string,
    @Param('DELIVERY_ID') deliveryId: string,
  ): Promise<DeliveryDto> {
    return toDeliveryDto(await this.deliveries.redrive(actor, { bankId, customerId, messageId, deliveryId }));
  }
}
