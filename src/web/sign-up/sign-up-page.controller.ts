import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { originOf } from '../../platform/audit/origin.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { LinkNotice } from '../kit/form-page.js';
import { type SignUpFields, SignUpPage } from './sign-up-page.js';
import { readBody } from '../../platform/body/read-body.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import { CreateUserDto } from '../../access/users/v2.0.0/create-user.dto.js';
import { InvitedSignUps } from '../../access/invitations/invited-sign-ups.js';
import { UserInvitations } from '../../access/invitations/user-invitations.js';

const PATH = 'sign-up';

/** The page behind the link of an invitation. It is a plain form that needs no script. */
@Controller()
export class SignUpPageController {
  constructor(
    private readonly invitations: UserInvitations,
    private readonly signUps: InvitedSignUps,
    private readonly pages: PageRenderer,
  ) {}

  @Endpoint(page('getInvitedSignUpPage', PATH, 'Asks an invited person for a name and a password', 'queries'))
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    if (!(await this.invitations.isGood(token))) return this.say(request, reply, 'invalid', 403);
    return this.show(request, reply, token);
  }

  @Endpoint(page('answerInvitedSignUpPage', PATH, 'Signs an invited person up', 'password', 'POST'))
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    const sent = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const field = (name: string): string => sent.get(name) ?? '';
    const fields = {
      username: field('username').trim(),
      email: field('email').trim(),
      first_name: field('first_name'),
      last_name: field('last_name'),
    };
    try {
      const body = readBody(CreateUserDto, { name: 'CreateUserJson' }, { ...fields, password: field('password') });
      const { first_name: firstName, last_name: lastName, ...rest } = body;
      const { address, ...ids } = originOf(request);
      await this.signUps.signUp({ ...ids, userId: '', consumerId: '' }, address, token, { ...rest, firstName, lastName });
    } catch (error) {
      if (!(error instanceof ObpError)) throw error;
      if (error.key === 'UserInvitationInvalid') return this.say(request, reply, 'invalid', 403);
      const { locale } = this.pages.contextOf(request, reply);
      return this.show(request, reply, token, { ...fields, problem: error.messageIn(locale) }, error.status);
    }
    return this.say(request, reply, 'done', 200);
  }

  private show(request: FastifyRequest, reply: FastifyReply, token: string, fields?: SignUpFields, status = 200): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    const action = `/${PATH}?invitation=${encodeURIComponent(token)}`;
    return this.pages.send(reply, h(SignUpPage, { context, action, ...(fields && { fields }) }), { status, secretAddress: true });
  }

  private say(request: FastifyRequest, reply: FastifyReply, notice: 'invalid' | 'done', status: number): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.send(reply, h(LinkNotice, { context, texts: context.texts.signUp, notice }), { status, secretAddress: true });
  }
}

/** Cut to slightly more characters than an invitation has. */
const tokenOf = ({ url }: FastifyRequest): string => (queryOf(url).get('invitation') ?? '').slice(0, 100);
