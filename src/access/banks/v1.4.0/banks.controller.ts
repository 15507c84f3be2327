import { Controller } from '@nestjs/common';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { PathBank } from '../path-bank.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { BANK_LIST } from '../bank-list.js';
import type { Bank } from '../bank.entity.js';
import { BanksService } from '../banks.service.js';
import { BankListV140Dto, BankV140Dto } from './bank.dto.js';
import { toBankV140Dto } from './bank.mapper.js';

/** The banks as every version before v4.0.0 shows them; older API Explorers read them under v3.1.0 (contract section 12.1). */
@Controller()
export class BanksV140Controller {
  constructor(private readonly banks: BanksService) {}

  @Endpoint({
    version: '1.4.0',
    functionName: 'getBanks',
    verb: 'GET',
    path: 'banks',
    summary: 'Get Banks',
    description: 'The banks, to anybody, in the order of their ids. When there are more than a page the header Link names the next.',
    tags: ['Bank'],
    checks: ['optionallyAuthenticated'],
    strangers: 'queries',
    list: BANK_LIST,
    response: { status: 200, type: BankListV140Dto },
    errors: ['UnknownError'],
  })
  async list(@Page() page: PageRequest): Promise<BankListV140Dto> {
    const banks = page.of(await this.banks.list(page));
    return { banks: banks.map(toBankV140Dto) };
  }

  @Endpoint({
    version: '1.4.0',
    functionName: 'bankById',
    verb: 'GET',
    path: 'banks/:BANK_ID',
    summary: 'Get Bank',
    description: 'One bank, to anybody.',
    tags: ['Bank'],
    checks: ['optionallyAuthenticated', 'bankFound'],
    strangers: 'queries',
    response: { status: 200, type: BankV140Dto },
    errors: ['UnknownError', 'BankNotFound'],
  })
  get(@PathBank() bank: Bank): BankV140Dto {
    return toBankV140Dto(bank);
  }
}
