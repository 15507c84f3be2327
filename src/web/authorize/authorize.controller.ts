import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { originOf } from '../../platform/audit/origin.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { AuthorizePage, AuthorizeProblemPage, CancelledPage, VerifierPage } from './authorize-pages.js';
import { type RedirectUrl, readRedirectUrl } from '../../access/consumers/redirect-url.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import { Authorizations, type Outcome, type AuthorizeProblem } from '../../access/authentication/oauth1/authorizations.js';
import { OUT_OF_BAND } from '../../access/authentication/oauth1/callback.js';
import { CsrfTokens } from '../kit/csrf-tokens.js';
import type { Question } from '../../access/authentication/oauth1/request-tokens.js';

const PATH = 'oauth/authorize';

/** The rejected input. */
interface Attempt {
  readonly username: string;
  readonly problem: string;
  readonly status: number;
}

/** The page on which people sign in for an application. */
@Controller()
export class AuthorizeController {
  constructor(
    private readonly authorizations: Authorizations,
    private readonly forms: CsrfTokens,
    private readonly pages: PageRenderer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Endpoint(page('getAuthorizePage', PATH, 'Asks a person whether an application may act for them', 'queries'))
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    const asked = await this.authorizations.asked(token);
    if ('problem' in asked) return this.refuse(request, reply, asked.problem);
    return this.show(request, reply, token, asked.question);
  }

  @Endpoint(page('answerAuthorizePage', PATH, 'Takes the answer', 'password', 'POST'))
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    const asked = await this.authorizations.asked(token);
    if ('problem' in asked) return this.refuse(request, reply, asked.problem);
    const { question } = asked;
    const sent = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const [username, password] = [sent.get('username')?.trim() ?? '', sent.get('password') ?? ''];
    const { authorize: texts } = this.pages.contextOf(request, reply).texts;
    const again = (problem: string, status: number): Promise<void> =>
      this.show(request, reply, token, question, { username, problem, status });

    if (!this.forms.isGood(request, token, sent.get('form_token') ?? '')) return again(texts.stale, 403);
    if (sent.get('decision') === 'cancel') return this.lead(request, reply, question, await this.authorizations.cancel(token, question));
    if (username === '' || password === '') return again(texts.needed, 400);
    request.loginName = username;
    try {
      const outcome = await this.authorizations.agree(token, question, { username, password, origin: originOf(request) });
      if (outcome === undefined) await this.refuse(request, reply, 'expired');
      else await this.lead(request, reply, question, outcome);
    } catch (error) {
      if (!(error instanceof ObpError)) throw error;
      const { locale } = this.pages.contextOf(request, reply);
      return again(error.messageIn(locale), error.status === 401 ? 403 : error.status); // a form is not HTTP authentication
    }
  }

  private show(request: FastifyRequest, reply: FastifyReply, token: string, question: Question, attempt?: Attempt): Promise<void> {
    const { application, callback } = question;
    const { username = '', problem = '', status = 200 } = attempt ?? {};
    const { leadsTo, source } = whereTo(callback);
    const props = {
      context: this.pages.contextOf(request, reply),
      application: application.name,
      action: `/${PATH}?oauth_token=${encodeURIComponent(token)}`,
      leadsTo,
      hours: this.config.tokenLifetimeSeconds / 3600,
      formToken: this.forms.issue(request, reply, token),
      username,
      problem,
    };
    return this.pages.send(reply, h(AuthorizePage, props), { status, formLeadsTo: source, secret: true });
  }

  private async lead(request: FastifyRequest, reply: FastifyReply, { application }: Question, outcome: Outcome): Promise<void> {
    if ('location' in outcome)
      return void reply.header('Cache-Control', 'no-store').header('Referrer-Policy', 'no-referrer').redirect(outcome.location, 303);
    const context = this.pages.contextOf(request, reply);
    const { verifier } = outcome;
    const shown =
      verifier === undefined
        ? h(CancelledPage, { context, application: application.name })
        : h(VerifierPage, { context, application: application.name, verifier });
    return this.pages.send(reply, shown, { secret: true });
  }

  private refuse(request: FastifyRequest, reply: FastifyReply, problem: AuthorizeProblem): Promise<void> {
    const shown = h(AuthorizeProblemPage, { context: this.pages.contextOf(request, reply), problem });
    return this.pages.send(reply, shown, { status: 400, secret: true });
  }
}

const tokenOf = ({ url }: FastifyRequest): string => queryOf(url).get('oauth_token') ?? '';

/** Where a valid callback leads. */
function whereTo(callback: string): Pick<RedirectUrl, 'leadsTo' | 'source'> {
  const read = callback === OUT_OF_BAND ? { problem: '' } : readRedirectUrl(callback);
  return 'problem' in read ? { leadsTo: '', source: '' } : read;
}
