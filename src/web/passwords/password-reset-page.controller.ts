import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { originOf } from '../../platform/audit/origin.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { LinkNotice } from '../kit/form-page.js';
import { PasswordResetPage } from './password-reset-page.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import type { ErrorKey } from '../../platform/errors/catalogue.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import { PasswordResets } from '../../access/passwords/password-resets.js';

const PATH = 'password-reset';
/** Errors that another password would not fix. */
const OVER: readonly ErrorKey[] = ['PasswordResetInvalid', 'UserNotFoundById', 'PasswordKeptElsewhere'];

/**
 * The page behind the link of a reset, without script. No other site can submit its form: only the token in its address counts, which
 * nobody else knows.
 */
@Controller()
export class PasswordResetPageController {
  constructor(
    private readonly resets: PasswordResets,
    private readonly pages: PageRenderer,
  ) {}

  @Endpoint(page('getPasswordResetPage', PATH, 'Asks who has lost the password for a new one', 'queries'))
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show(request, reply, tokenOf(request));
  }

  @Endpoint(page('answerPasswordResetPage', PATH, 'Sets a new password', 'password', 'POST'))
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    const sent = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    try {
      await this.resets.use({ ...originOf(request), userId: '', consumerId: '' }, token, sent.get('new_password') ?? '');
    } catch (error) {
      if (!(error instanceof ObpError)) throw error;
      if (OVER.includes(error.key)) return this.say(request, reply, 'invalid', 403);
      return this.show(request, reply, token, error);
    }
    return this.say(request, reply, 'done', 200);
  }

  private async show(request: FastifyRequest, reply: FastifyReply, token: string, refused?: ObpError): Promise<void> {
    const username = await this.resets.usernameOf(token);
    if (username === undefined) return this.say(request, reply, 'invalid', 403);
    const context = this.pages.contextOf(request, reply);
    const action = `/${PATH}?token=${encodeURIComponent(token)}`;
    const problem = refused === undefined ? {} : { problem: refused.messageIn(context.locale) };
    await this.pages.send(reply, h(PasswordResetPage, { context, action, username, ...problem }), {
      status: refused?.status ?? 200,
      secretAddress: true,
    });
  }

  private say(request: FastifyRequest, reply: FastifyReply, notice: 'invalid' | 'done', status: number): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.send(reply, h(LinkNotice, { context, texts: context.texts.reset, notice }), { status, secretAddress: true });
  }
}

/** Cut to slightly more characters than a token has. */
const tokenOf = ({ url }: FastifyRequest): string => (queryOf(url).get('token') ?? '').slice(0, 100);
