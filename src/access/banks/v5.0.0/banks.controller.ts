import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { PathBank } from '../path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { bankRoutings } from '../bank-routings.js';
import type { Bank } from '../bank.entity.js';
import { BanksService } from '../banks.service.js';
import { BankV500Dto, PostBankV500Dto } from './bank.dto.js';
import { fromPostBankV500Dto, fromPutBankV500Dto, toBankV500Dto } from './bank.mapper.js';

@Controller()
export class BanksV500Controller {
  constructor(private readonly banks: BanksService) {}

  @Endpoint({
    version: '5.0.0',
    functionName: 'createBank',
    verb: 'POST',
    path: 'banks',
    summary: 'Create Bank',
    description:
      'Creates a bank; one that exists is refused. The caller gets CanCreateEntitlementAtOneBank and ' +
      'CanReadDynamicResourceDocsAtOneBank at the new bank.',
    tags: ['Bank'],
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateBank],
    request: { type: PostBankV500Dto, name: 'PostBankJson500' },
    response: { status: 201, type: BankV500Dto },
    errors: ['InvalidJson', 'UserNotLoggedIn', 'UserHasMissingRoles', 'ValueTooLong', 'InvalidCharacters', 'BankExists'],
  })
  async create(@CurrentActor() actor: Actor, @ValidBody() body: PostBankV500Dto): Promise<BankV500Dto> {
    const bank = await this.banks.create(actor, fromPostBankV500Dto(body));
    return toBankV500Dto(bank, bankRoutings(bank, true));
  }

  @Endpoint({
    version: '5.0.0',
    functionName: 'updateBank',
    verb: 'PUT',
    path: 'banks',
    summary: 'Update Bank',
    description:
      'Changes the bank of the given id. A name, logo or website that is absent becomes empty; the routings stay as they are ' +
      'unless others are given, and an empty list removes them.',
    tags: ['Bank'],
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateBank],
    request: { type: PostBankV500Dto, name: 'PostBankJson500' },
    response: { status: 200, type: BankV500Dto },
    errors: ['InvalidJson', 'UserNotLoggedIn', 'UserHasMissingRoles', 'CannotUpdateBank', 'BankNotFound'],
  })
  async update(@CurrentActor() actor: Actor, @ValidBody() body: PostBankV500Dto): Promise<BankV500Dto> {
    const bank = await this.banks.update(actor, fromPutBankV500Dto(body));
    // Decision 16: at OBP the answer grows routings without an address.
    const routings = bankRoutings(bank).filter(({ address }) => address !== '');
    return toBankV500Dto(bank, routings);
  }

  @Endpoint({
    version: '5.0.0',
    functionName: 'getBank',
    verb: 'GET',
    path: 'banks/:BANK_ID',
    summary: 'Get Bank',
    description: 'One bank, to anybody.',
    tags: ['Bank'],
    checks: ['optionallyAuthenticated', 'bankFound'],
    strangers: 'queries',
    response: { status: 200, type: BankV500Dto },
    errors: ['UnknownError', 'BankNotFound'],
  })
  get(@PathBank() bank: Bank): BankV500Dto {
    return toBankV500Dto(bank);
  }
}
