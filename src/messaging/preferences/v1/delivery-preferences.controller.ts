import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { DeliveryPreferencesService } from '../delivery-preferences.service.js';
import { DeliveryPreferencesDto, SAVE_DELIVERY_PREFERENCES_EXAMPLE, SaveDeliveryPreferencesDto } from './delivery-preferences.dto.js';
import { fromSaveDeliveryPreferencesDto, toDeliveryPreferencesDto } from './delivery-preferences.mapper.js';

const PATH = 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/delivery-preferences';

@Controller()
export class DeliveryPreferencesController {
  constructor(private readonly preferences: DeliveryPreferencesService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getDeliveryPreferences',
    verb: 'GET',
    path: PATH,
    summary: 'Get Delivery Preferences',
    description: 'How a customer wishes to be reached: what they have opted out of, where they live, and their language.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetDeliveryPreferences, ROLES.CanManageDeliveryPreferences],
    response: { status: 200, type: DeliveryPreferencesDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'CustomerNotFound'],
  })
  async get(@PathBank() { bankId }: Bank, @Param('CUSTOMER_ID') customerId: string): Promise<DeliveryPreferencesDto> {
    return toDeliveryPreferencesDto(await this.preferences.get(bankId, customerId));
  }

  @Endpoint({
    version: 'none',
    functionName: 'saveDeliveryPreferences',
    verb: 'PUT',
    path: PATH,
    summary: 'Update Delivery Preferences',
    description:
      'Says how a customer wishes to be reached. It holds for everything that is not sent yet. Messages that are not sent stay in the inbox.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanManageDeliveryPreferences],
    request: { type: SaveDeliveryPreferencesDto, example: SAVE_DELIVERY_PREFERENCES_EXAMPLE },
    response: { status: 200, type: DeliveryPreferencesDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'CustomerNotFound',
      'InvalidJson',
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
    const wanted = fromSaveDeliveryPreferencesDto(body);
    return toDeliveryPreferencesDto(await this.preferences.save(actor, bankId, customerId, wanted));
  }
}
