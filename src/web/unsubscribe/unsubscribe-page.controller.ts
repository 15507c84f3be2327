import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { DeliveryPreferencesService } from '../../messaging/preferences/delivery-preferences.service.js';
import { UnsubscribeLinks } from '../../messaging/preferences/unsubscribe-links.js';
import { originOf } from '../../platform/audit/origin.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { isOneClick } from './one-click.js';
import { UnsubscribeNotice, UnsubscribePage } from './unsubscribe-page.js';

const PATH = 'unsubscribe';

/** Characters of a token at most. */
const MOST = 400;

/**
 * Where the links of mailings lead (RFC 8058). Whoever only looks, as programs do that fetch all links of a mail, changes nothing; the POST
 * of a mail program or of the button ends mailings, without a login: the token says for whom, and nobody can make one up.
 */
@Controller()
export class UnsubscribePageController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly preferences: DeliveryPreferencesService,
    private readonly pages: PageRenderer,
  ) {}

  @Endpoint(page('getUnsubscribePage', PATH, 'Asks whether mailings are to end'))
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    if (this.links.read(token) === undefined) return this.say(request, reply, 'invalid', 403);
    return this.show(request, reply, token, 200);
  }

  @Endpoint({
    ...page('answerUnsubscribePage', PATH, 'Ends mailings by e-mail to a customer', 'queries', 'POST'),
    request: { streamed: true, limit: 4_096 },
  })
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    const subscriber = this.links.read(token);
    if (subscriber === undefined) return this.say(request, reply, 'invalid', 403);
    if (!(await isOneClick(request.body, request.headers['content-type']))) return this.show(request, reply, token, 400);
    const { bankId, customerId } = subscriber;
    await this.preferences.unsubscribe({ ...originOf(request), userId: '', consumerId: '' }, bankId, customerId);
    return this.say(request, reply, 'done', 200);
  }

  private show(request: FastifyRequest, reply: FastifyReply, token: string, status: number): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    const action = `/${PATH}?token=${encodeURIComponent(token)}`;
    return this.pages.send(reply, h(UnsubscribePage, { context, action }), { status, secretAddress: true });
  }

  private say(request: FastifyRequest, reply: FastifyReply, notice: 'invalid' | 'done', status: number): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.send(reply, h(UnsubscribeNotice, { context, notice }), { status, secretAddress: true });
  }
}

const tokenOf = ({ url }: FastifyRequest): string => (queryOf(url).get('token') ?? '').slice(0, MOST);
