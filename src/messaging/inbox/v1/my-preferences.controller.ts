import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { DeliveryPreferencesService } from '../../preferences/delivery-preferences.service.js';
import {
  DeliveryPreferencesDto,
  SAVE_DELIVERY_PREFERENCES_EXAMPLE,
  SaveDeliveryPreferencesDto,
} from '../../preferences/v1/delivery-preferences.dto.js';
import { fromSaveDeliveryPreferencesDto, toDeliveryPreferencesDto } from '../../preferences/v1/delivery-preferences.mapper.js';
import { OwnCustomers } from '../own-customers.js';

const PATH = 'messaging/v1/me/banks/:BANK_ID/customers/:CUSTOMER_ID/delivery-preferences';

/** The same that staff may say of a customer, for whoever acts for the customer. */
@Controller()
export class MyPreferencesController {
  constructor(
    private readonly own: OwnCustomers,
    private readonly preferences: DeliveryPreferencesService,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getMyDeliveryPreferences',
    verb: 'GET',
    path: PATH,
    summary: 'Get My Delivery Preferences',
    description: 'How a customer whom the caller acts for wishes to be reached by the bank.',
    tags: ['Delivery', 'User'],
    checks: ['authenticated', 'bankFound'],
    response: { status: 200, type: DeliveryPreferencesDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'CustomerNotFound'],
  })
  async get(
    @CurrentActor() { userId }: Actor,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
  ): Promise<DeliveryPreferencesDto> {
    await this.own.require(userId, bankId, customerId);
    return toDeliveryPreferencesDto(await this.preferences.get(bankId, customerId));
  }

  @Endpoint({
    version: 'none',
    functionName: 'saveMyDeliveryPreferences',
    verb: 'PUT',
    path: PATH,
    summary: 'Update My Delivery Preferences',
    description:
      'Says how a customer whom the caller acts for wishes to be reached by the bank. It holds for everything that is not sent yet. Messages that ' +
      'are not sent stay in the inbox.',
    tags: ['Delivery', 'User'],
    checks: ['authenticated', 'bankFound', 'bodyValid'],
    request: { type: SaveDeliveryPreferencesDto, example: SAVE_DELIVERY_PREFERENCES_EXAMPLE },
    response: { status: 200, type: DeliveryPreferencesDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'InvalidJson',
      'CustomerNotFound',
      'DeliveryPreferencesInvalid',
      'DeliveryPreferencesChanged',
    ],
  })
  async save(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @ValidBody() body: SaveDeliveryPreferencesDto,
  ): Promise<DeliveryPreferencesDto> {
    await this.own.require(actor.userId, bankId, customerId);
    const wanted = fromSaveDeliveryPreferencesDto(body);
    return toDeliveryPreferencesDto(await this.preferences.save(actor, bankId, customerId, wanted));
  }
}
