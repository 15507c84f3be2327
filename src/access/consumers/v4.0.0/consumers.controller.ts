import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { ConsumersService } from '../consumers.service.js';
import { ConsumerV400Dto, CreateConsumerV400Dto } from './consumer.dto.js';
import { fromCreateConsumerV400Dto, toConsumerV400Dto } from './consumer.mapper.js';

@Controller()
export class ConsumersV400Controller {
  constructor(private readonly consumers: ConsumersService) {}

  @Endpoint({
    version: '4.0.0',
    functionName: 'createConsumer',
    verb: 'POST',
    path: 'management/consumers',
    summary: 'Create a Consumer',
    description:
      'Registers an application and makes its key and secret. The secret is in this answer only: it is stored encrypted and never shown again.',
    tags: ['Consumer', 'API'],
    checks: ['authenticated', 'idsWellFormed', 'rolesHeld', 'bodyValid'],
    roles: [ROLES.CanCreateConsumer],
    request: { type: CreateConsumerV400Dto, name: '' },
    response: { status: 201, type: ConsumerV400Dto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'InvalidJson', 'CannotCreateConsumer', 'UnknownError'],
  })
  async create(@CurrentActor() actor: Actor, @ValidBody() body: CreateConsumerV400Dto): Promise<ConsumerV400Dto> {
    return toConsumerV400Dto(await this.consumers.create(actor, fromCreateConsumerV400Dto(body)));
  }
}
