import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../sessions/caller.decorators.js';
import { PathConsumer } from '../path-consumer.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { ConsumerCredentials } from '../consumer-credentials.js';
import type { Consumer } from '../consumer.entity.js';
import { RotatedSecretDto, RotateSecretDto } from './consumer-credentials.dto.js';
import { toRotatedSecretDto } from './consumer-credentials.mapper.js';

@Controller()
export class ConsumerCredentialsController {
  constructor(private readonly credentials: ConsumerCredentials) {}

  @Endpoint({
    version: 'none',
    functionName: 'rotateConsumerSecret',
    verb: 'POST',
    path: 'messaging/v1/consumers/:CONSUMER_ID/secrets',
    summary: 'Rotate Secret of Consumer',
    description:
      'Makes a new secret for an application; its key stays. The secret before stays good for overlap_hours, so that every copy of the ' +
      'application can be given the new one: meanwhile calls that are signed with either are accepted. Who registered the application may, ' +
      'and holders of CanRotateConsumerSecrets.',
    tags: ['Consumer'],
    checks: ['authenticated', 'consumerOwned', 'bodyValid'],
    roles: [ROLES.CanRotateConsumerSecrets],
    request: { type: RotateSecretDto, name: '' },
    response: { status: 201, type: RotatedSecretDto },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound', 'InvalidJson', 'TooManySecrets'],
  })
  async rotate(
    @CurrentActor() actor: Actor,
    @PathConsumer() { consumerId }: Consumer,
    @ValidBody() { overlap_hours: overlapHours }: RotateSecretDto,
  ): Promise<RotatedSecretDto> {
    return toRotatedSecretDto(await this.credentials.rotate(actor, consumerId, overlapHours ?? undefined));
  }

  @Endpoint({
    version: 'none',
    functionName: 'deleteConsumer',
    verb: 'DELETE',
    path: 'messaging/v1/consumers/:CONSUMER_ID',
    summary: 'Delete Consumer',
    description:
      'Deletes an application: nobody signs in through it any more, and its sessions and tokens are over. Messages and audit records keep its id. ' +
      'One that was met in tokens of another issuer stays shut out.',
    tags: ['Consumer'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanDeleteConsumers],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound'],
  })
  async delete(@CurrentActor() actor: Actor, @PathConsumer() { consumerId }: Consumer): Promise<void> {
    await this.credentials.delete(actor, consumerId);
  }
}
