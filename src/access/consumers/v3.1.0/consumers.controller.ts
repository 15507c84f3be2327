import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { PrincipalUser } from '../../sessions/principal.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentUser } from '../../sessions/caller.decorators.js';
import { PathConsumer } from '../path-consumer.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED, WHOLE_IF_SHORT } from '../../../platform/endpoint/pagination.js';
import type { Consumer } from '../consumer.entity.js';
import { ConsumersService } from '../consumers.service.js';
import { ConsumerListV310Dto, ConsumerV310Dto, PutEnabledDto } from './consumer.dto.js';
import { toConsumerV310Dto } from './consumer.mapper.js';

@Controller()
export class ConsumersV310Controller {
  constructor(private readonly consumers: ConsumersService) {}

  @Endpoint({
    version: '3.1.0',
    functionName: 'getConsumer',
    verb: 'GET',
    path: 'management/consumers/:CONSUMER_ID',
    summary: 'Get Consumer',
    description: 'One application. Its key and secret are not shown again after it was created.',
    tags: ['Consumer', 'API'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanGetConsumers],
    response: { status: 200, type: ConsumerV310Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound', 'UnknownError'],
  })
  async get(@PathConsumer() consumer: Consumer): Promise<ConsumerV310Dto> {
    return toConsumerV310Dto(await this.consumers.withCreator(consumer));
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'getConsumers',
    verb: 'GET',
    path: 'management/consumers',
    summary: 'Get Consumers',
    description: 'All applications, newest first. When there are more than a page the header Link names the next.',
    tags: ['Consumer', 'API'],
    checks: ['authenticated', 'rolesHeld'],
    roles: [ROLES.CanGetConsumers],
    list: PAGED,
    response: { status: 200, type: ConsumerListV310Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UnknownError'],
  })
  async list(@Page() page: PageRequest): Promise<ConsumerListV310Dto> {
    const found = page.of(await this.consumers.list(page));
    return { consumers: found.map(toConsumerV310Dto) };
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'getConsumersForCurrentUser',
    verb: 'GET',
    path: 'management/users/current/consumers',
    summary: 'Get Consumers (logged in User)',
    description: 'The applications that the caller has registered, newest first.',
    tags: ['Consumer', 'API'],
    checks: ['authenticated'],
    list: WHOLE_IF_SHORT,
    response: { status: 200, type: ConsumerListV310Dto },
    errors: ['UserNotLoggedIn', 'UnknownError'],
  })
  async mine(@CurrentUser() { userId }: PrincipalUser, @Page() page: PageRequest): Promise<ConsumerListV310Dto> {
    const found = page.of(await this.consumers.list(page, userId));
    return { consumers: found.map(toConsumerV310Dto) };
  }

  @Endpoint({
    version: '3.1.0',
    functionName: 'enableDisableConsumers',
    verb: 'PUT',
    path: 'management/consumers/:CONSUMER_ID',
    summary: 'Enable or Disable Consumers',
    description:
      'Lets an application in, or shuts it out: then nobody can log in with its key, and the tokens it has are refused. ' +
      'Enabling takes CanEnableConsumers, disabling CanDisableConsumers.',
    tags: ['Consumer', 'API'],
    checks: ['authenticated', 'bodyValid', 'mayToggleConsumer', 'consumerFound'],
    roles: [ROLES.CanEnableConsumers, ROLES.CanDisableConsumers],
    request: { type: PutEnabledDto, name: '' },
    response: { status: 200, type: PutEnabledDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidJson', 'ConsumerNotFound', 'UnknownError'],
  })
  async setEnabled(
    @CurrentActor() actor: Actor,
    @PathConsumer() consumer: Consumer,
    @ValidBody() { enabled }: PutEnabledDto,
  ): Promise<PutEnabledDto> {
    await this.consumers.setEnabled(actor, consumer, enabled);
    return { enabled };
  }
}
