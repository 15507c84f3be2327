import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { invalid, queryOf, readListParameters } from '../../../platform/endpoint/pagination-query.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { CustomerSearch, MOST_FOUND } from '../search/customer-search.js';
import { FoundCustomerListDto } from './found-customer.dto.js';
import { toFoundCustomerDto } from './found-customer.mapper.js';

@Controller()
export class CustomerSearchController {
  constructor(private readonly search: CustomerSearch) {}

  @Endpoint({
    version: 'none',
    functionName: 'searchCustomers',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/customers',
    summary: 'Search Customers',
    description:
      'Finds customers of the bank while their name is typed: by the beginnings of words of the legal name, in any order, without regard to accents and capitals; by the beginning of the customer number, e-mail address or phone; or by the whole customer id. The closest come first. There is no next page: more letters find fewer.',
    tags: ['Customer'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomer],
    query: [
      { name: 'q', description: 'What is known of the customer: at least two letters or digits.', example: 'eveline trip' },
      { name: 'limit', description: `How many at most: ${MOST_FOUND} when not given, never more.`, example: '20', takes: { from: 1 } },
    ],
    response: { status: 200, type: FoundCustomerListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidFilter'],
  })
  async find(@PathBank() { bankId }: Bank, @Req() { url }: FastifyRequest): Promise<FoundCustomerListDto> {
    const query = queryOf(url);
    const text = query.get('q') ?? '';
    const { limit } = readListParameters(query, MOST_FOUND);
    if (!this.search.isEnough(text)) throw invalid('SearchTooShort');
    const found = await this.search.find(bankId, text, Math.min(limit, MOST_FOUND));
    return { customers: found.map(toFoundCustomerDto) };
  }
}
