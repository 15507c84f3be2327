import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import type { Principal } from '../principal.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor, CurrentPrincipal } from '../caller.decorators.js';
import { Page, type PageRequest } from '../../../platform/endpoint/page.decorator.js';
import { PAGED, showing } from '../../../platform/endpoint/pagination.js';
import { SessionCookie } from '../session-cookie.js';
import { SessionLists } from '../session-lists.js';
import { SessionRevocations } from '../session-revocations.js';
import { ApplicationListDto, SessionListDto } from './session.dto.js';
import { toApplicationDto, toSessionDto } from './session.mapper.js';

/** What the operations here have in common. */
const MINE = { version: 'none', tags: ['User'], checks: ['authenticated'] } as const;
const SESSION_LIST = showing(PAGED, ['limit', 'offset']);

@Controller()
export class MySessionsController {
  constructor(
    private readonly lists: SessionLists,
    private readonly revocations: SessionRevocations,
    private readonly cookie: SessionCookie,
  ) {}

  @Endpoint({
    ...MINE,
    functionName: 'getMySessions',
    verb: 'GET',
    path: 'messaging/v1/me/sessions',
    summary: 'Get My Sessions',
    description: "The caller's sessions that can still be used, newest first.",
    list: SESSION_LIST,
    response: { status: 200, type: SessionListDto },
    errors: ['UserNotLoggedIn'],
  })
  async sessions(@CurrentPrincipal() { user, sessionId }: Principal, @Page() page: PageRequest): Promise<SessionListDto> {
    const rows = page.of(await this.lists.sessions(user.userId, page));
    return { sessions: rows.map((row) => toSessionDto(row, sessionId)) };
  }

  @Endpoint({
    ...MINE,
    functionName: 'signOut',
    verb: 'DELETE',
    path: 'messaging/v1/me/sessions/current',
    summary: 'Sign out',
    description:
      'Ends the session of this call: its token is refused from then on. The cookie of the pages is removed from a browser that sends that of this session.',
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'SessionNotFound'],
  })
  async signOut(
    @CurrentActor() actor: Actor,
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.cookie.clear(request, reply, principal.sessionId);
    await this.revocations.signOut(actor, principal);
  }

  @Endpoint({
    ...MINE,
    functionName: 'revokeMySession',
    verb: 'DELETE',
    path: 'messaging/v1/me/sessions/:SESSION_ID',
    summary: 'Revoke My Session',
    description: "Ends one of the caller's sessions.",
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'SessionNotFound'],
  })
  async revoke(@CurrentActor() actor: Actor, @Param('SESSION_ID') sessionId: string): Promise<void> {
    await this.revocations.revokeOne(actor, actor.userId, sessionId);
  }

  @Endpoint({
    ...MINE,
    functionName: 'revokeMyOtherSessions',
    verb: 'DELETE',
    path: 'messaging/v1/me/sessions',
    summary: 'Revoke My Other Sessions',
    description: "Ends all of the caller's sessions except that of this call.",
    response: { status: 204 },
    errors: ['UserNotLoggedIn'],
  })
  async revokeOthers(@CurrentActor() actor: Actor, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.revocations.revokeOthers(actor, principal);
  }

  @Endpoint({
    ...MINE,
    functionName: 'getMyApplications',
    verb: 'GET',
    path: 'messaging/v1/me/applications',
    summary: 'Get My Applications',
    description:
      'The applications through which the caller has sessions that can still be used; the one signed in through last comes first.',
    list: SESSION_LIST,
    response: { status: 200, type: ApplicationListDto },
    errors: ['UserNotLoggedIn'],
  })
  async applications(@CurrentPrincipal() { user }: Principal, @Page() page: PageRequest): Promise<ApplicationListDto> {
    const rows = page.of(await this.lists.applications(user.userId, page));
    return { applications: rows.map(toApplicationDto) };
  }

  @Endpoint({
    ...MINE,
    functionName: 'revokeMyApplication',
    verb: 'DELETE',
    path: 'messaging/v1/me/applications/:CONSUMER_ID',
    summary: 'Revoke My Application',
    description: "Ends all of the caller's sessions with an application, also that of this call if it goes through it.",
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'ApplicationNotFound'],
  })
  async revokeApplication(@CurrentActor() actor: Actor, @Param('CONSUMER_ID') consumerId: string): Promise<void> {
    await this.revocations.revokeApplication(actor, actor.userId, consumerId);
  }
}
