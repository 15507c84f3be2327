import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RoleAuthority } from '../entitlements/role-authority.js';
import { ROLES } from '../../platform/endpoint/roles.js';
import { Check, pathParameter } from '../../platform/endpoint/checks/check.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { consumerNotFound, ConsumersService } from './consumers.service.js';

declare module '../../platform/endpoint/checks/check-name.js' {
  interface CheckNames {
    consumerOwned: true;
  }
}

/** Lets through the user who registered the consumer of the path, and users who may rotate any secret; only these learn that it does not exist. */
@Injectable()
export class ConsumerOwned extends Check {
  constructor(
    private readonly consumers: ConsumersService,
    private readonly authority: RoleAuthority,
  ) {
    super();
  }

  errors(): readonly ErrorKey[] {
    return ['UserHasMissingRoles', 'ConsumerNotFound'];
  }

  async run(request: FastifyRequest): Promise<void> {
    if (request.principal === undefined) throw new ObpError('UserNotLoggedIn');
    const role = ROLES.CanRotateConsumerSecrets;
    const consumerId = pathParameter(request, 'CONSUMER_ID');
    const consumer = await this.consumers.find(consumerId);
    const isOwn = consumer?.createdByUserId === request.principal.user.userId;
    if (!isOwn && !(await this.authority.holdsAny(request.principal, [role], ''))) throw new ObpError('UserHasMissingRoles', role.name);
    if (consumer === undefined) throw consumerNotFound(consumerId);
    request.pathConsumer = consumer;
  }
}
