import { Controller } from '@nestjs/common';
import type { Actor } from '../../audit/audit-trail.service.js';
import { Authenticated } from '../../auth/authenticated.check.js';
import { ConsumerFound } from '../../consumers/consumer-found.check.js';
import type { Consumer } from '../../consumers/consumer.entity.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { ROLES } from '../../entitlements/roles.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { CurrentActor, PathConsumer, PathUser } from '../../obp/endpoint/parameters.decorator.js';
import { PathUserFound } from '../../users/path-user-found.check.js';
import type { User } from '../../users/user.entity.js';
import { SessionRevocations } from '../session-revocations.service.js';

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
    checks: [Authenticated, RolesHeld, PathUserFound],
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
    checks: [Authenticated, RolesHeld, ConsumerFound],
    roles: [ROLES.CanRevokeSessionsOfAnyConsumer],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'UserHasMissingRoles', 'ConsumerNotFound'],
  })
  async revokeConsumer(@CurrentActor() actor: Actor, @PathConsumer() { consumerId }: Consumer): Promise<void> {
    await this.revocations.revokeConsumer(actor, consumerId);
  }
}
