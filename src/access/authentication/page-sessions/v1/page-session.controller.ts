import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../../platform/audit/audit-trail.js';
import { originOf } from '../../../../platform/audit/origin.js';
import { readBody } from '../../../../platform/body/read-body.js';
import { CONFIG, type Config } from '../../../../platform/config/config.js';
import { pagesConsumerKey } from '../../../../platform/config/pages-consumer-key.js';
import { Endpoint } from '../../../../platform/endpoint/endpoint.decorator.js';
import { CurrentActor } from '../../../sessions/caller.decorators.js';
import { SessionCookie } from '../../../sessions/session-cookie.js';
import { AccessTokenIssuer } from '../../access-token-issuer.js';
import { type Credentials, credentialsOf } from '../../credentials.js';
import { unverifiedIssuer } from '../../oidc/jwt-verifier.js';
import { type PageSession, PageSessions } from '../page-sessions.js';
import { PageSessionDto, PageSignInDto } from './page-session.dto.js';
import { toPageSessionDto } from './page-session.mapper.js';

const PATH = 'messaging/v1/session';

@Controller()
export class PageSessionController {
  constructor(
    private readonly sessions: PageSessions,
    private readonly cookie: SessionCookie,
    private readonly tokens: AccessTokenIssuer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'signInOnPages',
    verb: 'POST',
    path: PATH,
    summary: 'Sign in on the Pages',
    description:
      'For the pages of this service alone, by their Origin. Signs a person in by user name and password, with the checks of DirectLogin; a call ' +
      'with a token in a header needs no body, and its session is the one signed in with. Answers an access token for ten minutes, and sets a ' +
      'cookie that is good for nothing but further tokens.',
    tags: ['Authentication'],
    checks: ['optionallyAuthenticated', 'ownOrigin'],
    strangers: 'password',
    request: { type: PageSignInDto, name: 'PageSignInJson' },
    response: { status: 201, type: PageSessionDto },
    errors: [
      'InvalidJson',
      'DirectLoginMissingParameters',
      'ValueTooLong',
      'InvalidCharacters',
      'ConsumerKeyCharacters',
      'ConsumerKeyTooLong',
      'InvalidConsumerKey',
      'InvalidLoginCredentials',
      'UserLocked',
      'TooManyBadLogins',
      'PageSessionMissing',
      'TokenNotExchangeable',
      'ServiceBusy',
    ],
  })
  async signIn(
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageSessionDto> {
    const { cookie, principal } = await this.begin(request, actor);
    this.cookie.set(request, reply, cookie);
    return toPageSessionDto(principal, this.tokens.short(principal));
  }

  @Endpoint({
    version: 'none',
    functionName: 'getPageToken',
    verb: 'POST',
    path: `${PATH}/token`,
    summary: 'Get a Token for the Pages',
    description:
      'For the pages of this service alone, by their Origin: exchanges the cookie of Sign in on the Pages for another access token of the same ' +
      'session. This is the only operation that the cookie is good for.',
    tags: ['Authentication'],
    checks: ['ownOrigin'],
    strangers: 'queries',
    response: { status: 201, type: PageSessionDto },
    errors: ['PageSessionMissing', 'UserIsDeleted', 'UserLocked', 'ConsumerDisabled', 'ServiceBusy'],
  })
  async token(@Req() request: FastifyRequest): Promise<PageSessionDto> {
    const principal = await this.sessions.ofCookie(this.cookie.valueOf(request));
    return toPageSessionDto(principal, this.tokens.short(principal));
  }

  private begin(request: FastifyRequest, actor: Actor): Promise<PageSession> {
    const { principal } = request;
    if (principal !== undefined) return this.sessions.exchange(actor, principal, isPlain(credentialsOf(request)));
    const {
      username,
      password,
      consumer_key: given = '',
    } = readBody(PageSignInDto, { name: 'PageSignInJson', saysMissing: true }, request.body);
    request.loginName = username;
    const key = pagesConsumerKey(this.config) || given;
    const parameters = Object.entries({ username, password, consumer_key: key }).filter(([, value]) => value !== '');
    return this.sessions.signIn(Object.fromEntries(parameters), originOf(request));
  }
}

/** Not one that needs a proof, and not an opaque one: its issuer has to be asked in each call whether it is still good. */
const isPlain = (credentials: Credentials): boolean =>
  credentials.scheme === 'directLogin' || (credentials.scheme === 'bearer' && unverifiedIssuer(credentials.token) !== undefined);
