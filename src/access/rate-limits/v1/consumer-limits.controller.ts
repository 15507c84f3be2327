import { Controller } from '@nestjs/common';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { PathConsumer } from '../../consumers/path-consumer.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED, showing } from '../../../platform/endpoint/pagination.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { CallLimitsService } from '../call-limits.service.js';
import { ConsumerLimitsListDto } from './consumer-limits.dto.js';
import { toConsumerLimitsDto } from './consumer-limits.mapper.js';

@Controller()
export class ConsumerLimitsController {
  constructor(private readonly callLimits: CallLimitsService) {}

  @Endpoint({
    version: 'none',
    functionName: 'getConsumerLimits',
    verb: 'GET',
    path: 'messaging/v1/consumers/:CONSUMER_ID/call-limits',
    summary: 'Get all Call Limits for a Consumer',
    description:
      'All that is set for an application: first its limits as a whole, if there are any, then those of some of its calls, each with the time for ' +
      'which it applies and the calls made in each limited period that is running. What is not set is not limited.',
    tags: ['Consumer', 'Rate-Limits'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanReadCallLimits],
    list: showing(PAGED, ['limit', 'offset']),
    response: { status: 200, type: ConsumerLimitsListDto },
    errors: ['UserNotLoggedIn', 'ConsumerNotFound', 'UserHasMissingRoles'],
  })
  async all(@PathConsumer() { consumerId }: Consumer, @Page() page: PageRequest): Promise<ConsumerLimitsListDto> {
    return { call_limits: page.of(await this.callLimits.all(consumerId, page)).map(toConsumerLimitsDto) };
  }
}
