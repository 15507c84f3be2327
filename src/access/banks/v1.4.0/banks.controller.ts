import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { PathBank } from '../path-bank.decorator.js';
import { Pagination } from '../../../platform/endpoint/pagination.js';
import { LIST_ERRORS } from '../../../platform/endpoint/pagination-query.js';
import { BANK_LIST, BANK_LIST_PARAMETERS } from '../bank-list.js';
import type { Bank } from '../bank.entity.js';
import { BanksService } from '../banks.service.js';
import { BankListV140Dto, BankV140Dto } from './bank.dto.js';
import { toBankV140Dto } from './bank.mapper.js';

/** The banks as every version before v4.0.0 shows them; older API Explorers read them under v3.1.0 (contract section 12.1). */
@Controller()
export class BanksV140Controller {
  constructor(
    private readonly banks: BanksService,
    private readonly pages: Pagination,
  ) {}

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
    query: BANK_LIST_PARAMETERS,
    response: { status: 200, type: BankListV140Dto },
    errors: ['UnknownError', ...LIST_ERRORS],
  })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<BankListV140Dto> {
    const banks = await this.pages.read(request, reply, BANK_LIST, (page) => this.banks.list(page));
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
