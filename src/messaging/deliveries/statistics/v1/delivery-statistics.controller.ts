import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Bank } from '../../../../access/banks/bank.entity.js';
import { PathBank } from '../../../../access/banks/path-bank.decorator.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../../platform/endpoint/roles.js';
import { DeliveryStatistics } from '../delivery-statistics.js';
import { readWantedStatistics, STATISTICS_QUERY } from './delivery-statistics-query.js';
import { DeliveryStatisticsDto } from './delivery-statistics.dto.js';
import { toDeliveryStatisticsDto } from './delivery-statistics.mapper.js';

@Controller()
export class DeliveryStatisticsController {
  constructor(private readonly statistics: DeliveryStatistics) {}

  @Endpoint({
    version: 'none',
    functionName: 'getDeliveryStatistics',
    verb: 'GET',
    path: 'messaging/v1/banks/:BANK_ID/deliveries/statistics',
    summary: 'Get Delivery Statistics',
    description:
      'How many deliveries of messages of a range of at most 31 days there are, by period, channel, provider and status. What is being sent ' +
      'at this moment is counted as queued.',
    tags: ['Delivery'],
    checks: ['authenticated', 'bankFound', 'rolesHeld'],
    roles: [ROLES.CanGetDeliveryStatistics],
    query: STATISTICS_QUERY,
    response: { status: 200, type: DeliveryStatisticsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidFilter', 'WrongStatisticsRange', 'TooManyDeliveries'],
  })
  async get(@PathBank() { bankId }: Bank, @Req() request: FastifyRequest): Promise<DeliveryStatisticsDto> {
    const wanted = readWantedStatistics(request.url);
    return toDeliveryStatisticsDto(wanted, await this.statistics.of(bankId, wanted));
  }
}
