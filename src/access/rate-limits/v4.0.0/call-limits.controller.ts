import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { PathConsumer } from '../../consumers/path-consumer.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { fromSetCallLimitsDto } from '../call-limits.mapper.js';
import { CallLimitsService } from '../call-limits.service.js';
import { CallLimitsSetV400Dto, SetCallLimitsV400Dto } from './call-limits.dto.js';
import { scopeOf, toCallLimitsSetV400Dto } from './call-limits.mapper.js';

@Controller()
export class CallLimitsV400Controller {
  constructor(private readonly callLimits: CallLimitsService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'callsLimit',
    verb: 'PUT',
    path: 'management/consumers/:CONSUMER_ID/consumer/call-limits',
    summary: 'Set Call Limits for a Consumer',
    description:
      'Sets how many calls an application may make per second, minute, hour, day, week and month, from one time to another. ' +
      'A period begins with the first call; calls that are refused do not count. With api_version, api_name or bank_id the limits are ' +
      'about the calls that these name; such calls count by the most specific limits that are about them, and by no other.',
    tags: ['Consumer', 'Rate-Limits'],
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld', 'bodyValid', 'consumerFound'],
    roles: [ROLES.CanSetCallLimits],
    request: { type: SetCallLimitsV400Dto, name: 'CallLimitPostJsonV400' },
    response: { status: 200, type: CallLimitsSetV400Dto },
    errors: ['UserNotLoggedIn', 'InvalidJson', 'ConsumerNotFound', 'UserHasMissingRoles', 'UnknownError'],
  })
  async set(
    @CurrentActor() actor: Actor,
    @PathConsumer() { consumerId }: Consumer,
    @ValidBody() body: SetCallLimitsV400Dto,
  ): Promise<CallLimitsSetV400Dto> {
    const row = fromSetCallLimitsDto(consumerId, scopeOf(body), body);
    await this.callLimits.set(actor, row);
    return toCallLimitsSetV400Dto(row);
  }
}
