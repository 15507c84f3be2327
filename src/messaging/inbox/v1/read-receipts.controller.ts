import { Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validate as isUuid } from 'uuid';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { cursorPage, cursorParameters, readCursorPage } from '../../../platform/endpoint/cursor-page.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { invalid } from '../../../platform/endpoint/pagination-query.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { LAST_ID } from '../../customer-messages/message-id.js';
import { ReadStates } from '../read-states.js';
import { ReadReceiptListDto } from './inbox.dto.js';
import { toReadReceiptDto } from './inbox.mapper.js';

@Controller()
export class ReadReceiptsController {
  constructor(private readonly reads: ReadStates) {}

  @Endpoint({
    version: 'none',
    functionName: 'getReadReceipts',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/customers/:CUSTOMER_ID/read-receipts',
    summary: 'Get Read Receipts',
    description:
      'When a customer read the messages of the bank, newest first. Only where the delivery settings of the bank have read_receipts. When ' +
      'there are more than a page the header Link names the next.',
    tags: ['Delivery', 'Customer'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetCustomerMessages],
    list: { parameters: cursorParameters('019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b') },
    response: { status: 200, type: ReadReceiptListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'ReadReceiptsOff', 'CustomerNotFound'],
  })
  async list(
    @PathBank() { bankId }: Bank,
    @Param('CUSTOMER_ID') customerId: string,
    @Req() request: FastifyRequest,
  ): Promise<ReadReceiptListDto> {
    const { query, limit } = readCursorPage(request.url);
    const cursor = query.get('cursor') || LAST_ID;
    if (!isUuid(cursor) && cursor !== LAST_ID) throw invalid('WrongCursor');
    const found = await this.reads.receipts(bankId, customerId, cursor, limit + 1);
    return { read_receipts: cursorPage(request, found, limit, (last) => last.message_id).map(toReadReceiptDto) };
  }
}
