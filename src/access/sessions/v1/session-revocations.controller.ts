import { Controller } from '@nestjs/common';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../caller.decorators.js';
import { PathConsumer } from '../../consumers/path-consumer.decorator.js';
import { PathUser } from '../../users/path-user.decorator.js';
import type { User } from '../../users/user.entity.js';
import { SessionRevocations } from '../session-revocations.js';

@Controller()
export class SessionRevocationsController {
  constructor(private readonly revocations: SessionRevocations) {}

  @Endpoint({
    version: 'none',
    functionName: 'revokeSessionsOfUser',
    verb: 'DELETE',
    path: 'messaging/v1/users/:USER_ID/sessions',
    summary: 'Revoke Sessions of User',
    description: 'Ends all sessions of a user, through whichever application. The user can sign in anew.',
    tags: ['User'],
    checks: ['authenticated', 'rolesHeld', 'pathUserFound'],
    roles: [ROLES.CanRevokeSessionsOfAnyUser],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'UserNotFound'],
  })
  async revokeUser(@CurrentActor() actor: Actor, @PathUser() { userId }: User): Promise<void> {
    await this.revocations.revokeUser(actor, userId);
  }

  @Endpoint({
    version: 'none',
    functionName: 'revokeSessionsOfConsumer',
    verb: 'DELETE',
    path: 'messaging/v1/consumers/:CONSUMER_ID/sessions',
    summary: 'Revoke Sessions of Consumer',
    description: 'Ends all sessions through a consumer, of whichever user. Users can sign in through it anew.',
    tags: ['Consumer'],
    checks: ['authenticated', 'rolesHeld', 'consumerFound'],
    roles: [ROLES.CanRevokeSessionsOfAnyConsumer],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound'],
  })
  async revokeConsumer(@CurrentActor() actor: Actor, @PathConsumer() { consumerId }: Consumer): Promise<void> {
    await this.revocations.revokeConsumer(actor, consumerId);
  }
}
