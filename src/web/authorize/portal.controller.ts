import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { operationUrl } from '../explorer/pages/operation-link.js';
import { SignedOutPage } from './authorize-pages.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import { SigningConsumers } from '../../access/authentication/oauth1/signing-consumers.js';

/** Where OBP's old API Explorer sends people to sign up and to sign out (contract section 12.1). */
@Controller()
export class PortalController {
  constructor(
    private readonly consumers: SigningConsumers,
    private readonly pages: PageRenderer,
  ) {}

  /** There is nothing to do: the service keeps no login. The way back is a link, and only to a registered application. */
  @Endpoint(page('getSignOutPage', 'user_mgt/logout', 'Says that nobody is signed in', 'queries'))
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const wanted = queryOf(request.url).get('redirect') ?? '';
    const back = (await this.consumers.areAt(wanted)) ? wanted : '';
    await this.pages.send(reply, h(SignedOutPage, { context: this.pages.contextOf(request, reply), back }));
  }

  @Endpoint(page('getSignUpPage', 'user_mgt/sign_up', 'Leads to the operation that makes users', 'nothing'))
  signUp(@Res() reply: FastifyReply): void {
    void reply.redirect(operationUrl('OBPv2.0.0-createUser'), 302);
  }
}
