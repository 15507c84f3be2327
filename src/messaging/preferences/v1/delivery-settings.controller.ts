import { Controller } from '@nestjs/common';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { DeliverySettingsService } from '../delivery-settings.service.js';
import { DeliverySettingsDto, SaveDeliverySettingsDto } from './delivery-settings.dto.js';
import { toDeliverySettingsDto } from './delivery-settings.mapper.js';

const PATH = 'messaging/v1/banks/:BANK_ID/delivery-settings';

@Controller()
export class DeliverySettingsController {
  constructor(private readonly settings: DeliverySettingsService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getDeliverySettings',
    verb: 'GET',
    path: PATH,
    summary: 'Get Delivery Settings',
    description:
      'What holds for all deliveries of the bank: its country, its time zone and its quiet hours; and whether staff see when a customer read a message.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanManageRoutes],
    response: { status: 200, type: DeliverySettingsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async get(@PathBank() { bankId }: Bank): Promise<DeliverySettingsDto> {
    return toDeliverySettingsDto(await this.settings.get(bankId));
  }

  @Endpoint({
    version: 'none',
    functionName: 'saveDeliverySettings',
    verb: 'PUT',
    path: PATH,
    summary: 'Update Delivery Settings',
    description:
      'Says what holds for all deliveries of the bank. What is due in its quiet hours is sent when they are over where the customer lives; priority high is never held back.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanManageRoutes],
    request: { type: SaveDeliverySettingsDto },
    response: { status: 200, type: DeliverySettingsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'DeliverySettingsInvalid'],
  })
  async save(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @ValidBody() { country, time_zone: timeZone, quiet_hours: quietHours, read_receipts: readReceipts }: SaveDeliverySettingsDto,
  ): Promise<DeliverySettingsDto> {
    const wanted = { country: country ?? '', timeZone, quietHours: quietHours ?? null, readReceipts: readReceipts ?? undefined };
    return toDeliverySettingsDto(await this.settings.save(actor, bankId, wanted));
  }
}
