import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { PathBank } from '../path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { BANK_LIST } from '../bank-list.js';
import type { Bank } from '../bank.entity.js';
import { BanksService } from '../banks.service.js';
import { BankDto, BankListDto, CreateBankDto } from './bank.dto.js';
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
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld', 'bodyValid'],
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
    functionName: 'getBanks',
    verb: 'GET',
    path: 'banks',
    summary: 'Get Banks',
    description: 'The banks, to anybody, in the order of their ids. When there are more than a page the header Link names the next.',
    tags: ['Bank'],
    checks: ['optionallyAuthenticated'],
    strangers: 'queries',
    list: BANK_LIST,
    response: { status: 200, type: BankListDto },
    errors: ['UnknownError'],
  })
  async list(@Page() page: PageRequest): Promise<BankListDto> {
    const banks = page.of(await this.banks.list(page));
    return { banks: banks.map((bank) => toBankDto(bank)) };
  }

  @Endpoint({
    version: '4.0.0',
    functionName: 'getBank',
    verb: 'GET',
    path: 'banks/:BANK_ID',
    summary: 'Get Bank',
    description: 'One bank, to anybody.',
    tags: ['Bank'],
    checks: ['optionallyAuthenticated', 'bankFound'],
    strangers: 'queries',
    response: { status: 200, type: BankDto },
    errors: ['UnknownError', 'BankNotFound'],
  })
  get(@PathBank() bank: Bank): BankDto {
    return toBankDto(bank);
  }
}
