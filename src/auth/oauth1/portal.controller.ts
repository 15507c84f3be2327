import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { Database, type Statement } from '../../database/database.js';
import { page } from '../../explorer/page-endpoint.js';
import { PageWriter } from '../../explorer/page-writer.service.js';
import { operationUrl } from '../../explorer/pages/operation-link.js';
import { SignedOutPage } from '../../explorer/pages/authorize-pages.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { queryOf } from '../../obp/list-parameters.js';

/** Whether an application that may call is registered at the origin. Letters, digits and `.-:/[]` only, so nothing in it is a pattern. */
const IS_REGISTERED: Statement = {
  name: 'origin_registered',
  text: `
    SELECT 1 FROM consumers
     WHERE is_active AND (lower(redirect_url) = $1 OR starts_with(lower(redirect_url), $1 || '/') OR starts_with(lower(redirect_url), $1 || '?'))
     LIMIT 1`,
};

/** Where OBP's old API Explorer sends people to sign up and to sign out (contract section 12.1). */
@Controller()
export class PortalController {
  constructor(
    private readonly database: Database,
    private readonly pages: PageWriter,
  ) {}

  /** Nothing has to be done: nobody is remembered. The way back is a link, and only to where an application is registered. */
  @Endpoint(page('getSignOutPage', 'user_mgt/logout', 'Says that nobody is signed in'))
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const wanted = queryOf(request.url).get('redirect') ?? '';
    const back = (await this.isKnown(wanted)) ? wanted : '';
    await this.pages.send(request, reply, h(SignedOutPage, { context: this.pages.contextOf(request, reply), back }));
  }

  @Endpoint(page('getSignUpPage', 'user_mgt/sign_up', 'Leads to the operation that makes users'))
  signUp(@Res() reply: FastifyReply): void {
    void reply.redirect(operationUrl('OBPv2.0.0-createUser'), 302);
  }

  private async isKnown(url: string): Promise<boolean> {
    if (!/^https?:\/\/[!-[\]-~]+$/i.test(url) || !URL.canParse(url)) return false;
    const { origin, username, password } = new URL(url);
    if (username !== '' || password !== '') return false;
    return (await this.database.query(IS_REGISTERED, [origin])).length > 0;
  }
}
