import { Controller } from '@nestjs/common';
import type { Actor } from '../../audit/audit-trail.service.js';
import { Authenticated, Identified } from '../../auth/authenticated.check.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { BodyValid } from '../../obp/checks/body-valid.check.js';
import { IdsWellFormed } from '../../obp/checks/ids-well-formed.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentActor, PathBank, ValidBody } from '../../obp/endpoint/parameters.decorator.js';
import { BankFound } from '../bank-found.check.js';
import type { Bank } from '../bank.entity.js';
import { BanksService } from '../banks.service.js';
import { BankDto, CreateBankDto } from './bank.dto.js';
import { fromCreateBankDto, toBankDto } from './bank.mapper.js';

@Controller()
export class BanksV400Controller {
  constructor(private readonly banks: BanksService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createBank',
    verb: 'POST',
    path: 'banks',
    summary: 'Create Bank',
    description:
      'Creates a bank. Unlike OBP-API, which overwrites it, a bank that exists is refused. The caller gets ' +
      'CanCreateEntitlementAtOneBank and CanReadDynamicResourceDocsAtOneBank at the new bank.',
    tags: ['Bank'],
    checks: [Authenticated, IdsWellFormed, RolesHeld, BodyValid],
    roles: [ROLES.CanCreateBank],
    request: { type: CreateBankDto, name: 'BankJson400' },
    response: { status: 201, type: BankDto },
    errors: ['InvalidJson', 'UserNotLoggedIn', 'UserHasMissingRoles', 'ValueTooLong', 'InvalidCharacters', 'BankExists'],
  })
  async create(@CurrentActor() actor: Actor, @ValidBody() body: CreateBankDto): Promise<BankDto> {
    return toBankDto(await this.banks.create(actor, fromCreateBankDto(body)), true);
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getBank',
    verb: 'GET',
    path: 'banks/:BANK_ID',
    summary: 'Get Bank',
    description: 'One bank, to anybody.',
    tags: ['Bank'],
    checks: [Identified, BankFound],
    response: { status: 200, type: BankDto },
    errors: ['UnknownError', 'BankNotFound'],
  })
  get(@PathBank() bank: Bank): BankDto {
    return toBankDto(bank);
  }
}
