import { Controller } from '@nestjs/common';
import type { Actor } from '../../audit/audit-trail.service.js';
import { Authenticated } from '../../auth/authenticated.check.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { BodyValid } from '../../obp/checks/body-valid.check.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentActor, PathConsumer, ValidBody } from '../../obp/endpoint/parameters.decorator.js';
import { ConsumerCredentials } from '../consumer-credentials.service.js';
import { ConsumerFound } from '../consumer-found.check.js';
import type { Consumer } from '../consumer.entity.js';
import { ConsumerOwned } from '../consumer-owned.check.js';
import { RotatedSecretDto, RotateSecretDto, toRotatedSecretDto } from './consumer-credentials.dto.js';

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
    checks: [Authenticated, ConsumerOwned, BodyValid],
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
    checks: [Authenticated, RolesHeld, ConsumerFound],
    roles: [ROLES.CanDeleteConsumers],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound'],
  })
  async delete(@CurrentActor() actor: Actor, @PathConsumer() { consumerId }: Consumer): Promise<void> {
    await this.credentials.delete(actor, consumerId);
  }
}
