import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { PathConsumer } from '../../consumers/path-consumer.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { SetCallLimitsDto } from '../call-limits.dto.js';
import { fromSetCallLimitsDto } from '../call-limits.mapper.js';
import { CallLimitsService } from '../call-limits.service.js';
import { WHOLE_CONSUMER } from '../call-rules.js';
import { CallLimitsSetV310Dto, CallLimitsV310Dto } from './call-limits.dto.js';
import { toCallLimitsSetV310Dto, toCallLimitsV310Dto } from './call-limits.mapper.js';

@Controller()
export class CallLimitsV310Controller {
  constructor(private readonly callLimits: CallLimitsService) {}

  @Endpoint({
    version: '3.1.0',
    functionName: 'callsLimit',
    verb: 'PUT',
    path: 'management/consumers/:CONSUMER_ID/consumer/call-limits',
    summary: 'Set Call Limits for a Consumer',
    description:
      'Sets how many calls an application may make per second, minute, hour, day, week and month, from one time to another. ' +
      'A period begins with the first call; calls that are refused do not count.',
    tags: ['Consumer', 'Rate-Limits'],
    checks: ['authenticated', 'rolesHeld', 'bodyValid', 'consumerFound'],
    roles: [ROLES.CanSetCallLimits],
    request: { type: SetCallLimitsDto, name: 'CallLimitPostJson' },
    response: { status: 200, type: CallLimitsSetV310Dto },
    errors: ['UserNotLoggedIn', 'InvalidJson', 'ConsumerNotFound', 'UserHasMissingRoles', 'UnknownError'],
  })
  async set(
    @CurrentActor() actor: Actor,
    @PathConsumer() { consumerId }: Consumer,
    @ValidBody() body: SetCallLimitsDto,
  ): Promise<CallLimitsSetV310Dto> {
    const row = fromSetCallLimitsDto(consumerId, WHOLE_CONSUMER, body);
    await this.callLimits.set(actor, row);
    return toCallLimitsSetV310Dto(row);
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'getCallsLimit',
    verb: 'GET',
    path: 'management/consumers/:CONSUMER_ID/consumer/call-limits',
    summary: 'Get Call Limits for a Consumer',
    description:
      'The call limits of an application as a whole, and in current_state the calls it has made in each limited period that is running.',
    tags: ['Consumer', 'Rate-Limits'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanReadCallLimits],
    response: { status: 200, type: CallLimitsV310Dto },
    errors: ['UserNotLoggedIn', 'ConsumerNotFound', 'UserHasMissingRoles', 'UnknownError'],
  })
  async get(@PathConsumer() { consumerId }: Consumer): Promise<CallLimitsV310Dto> {
    return toCallLimitsV310Dto(await this.callLimits.ofConsumer(consumerId));
  }
}
