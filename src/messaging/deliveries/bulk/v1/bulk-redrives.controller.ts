import { Controller } from '@nestjs/common';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { BulkRedrives } from '../bulk-redrives.js';
import { RedriveDeliveriesDto, RedrivenDeliveriesDto } from './bulk-redrive.dto.js';
import { toCountedDto, toRedriveFilter, toRedriveLimit, toRedrivenDto } from './bulk-redrive.mapper.js';

@Controller()
export class BulkRedrivesController {
  constructor(private readonly redrives: BulkRedrives) {}

  @Endpoint({
    version: 'none',
    functionName: 'redriveDeliveries',
    verb: 'POST',
    path: 'messaging/v1/banks/:BANK_ID/deliveries/redrive',
    summary: 'Redrive Deliveries',
    description:
      'Puts many deliveries that are dead or unknown into the queue again, oldest first; without `dry_run: false` they are counted alone. One ' +
      'call does as much as fits in some seconds, and answers where the next goes on.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanRedriveDeliveries],
    request: { type: RedriveDeliveriesDto, example: { dry_run: true, status: 'dead', channel: 'sms', limit: 1000 } },
    response: { status: 200, type: RedrivenDeliveriesDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'TooManyDeliveries'],
  })
  async redrive(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @ValidBody() body: RedriveDeliveriesDto,
  ): Promise<RedrivenDeliveriesDto> {
    const filter = toRedriveFilter(body);
    const limit = toRedriveLimit(body);
    if (body.dry_run ?? true) return toCountedDto(await this.redrives.count(bankId, filter));
    return toRedrivenDto(await this.redrives.redrive(actor, bankId, filter, limit));
  }
}
