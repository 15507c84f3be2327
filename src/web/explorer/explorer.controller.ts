import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { glossaryIn } from '../../documentation/glossary/glossary.js';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { queryOf } from '../../platform/endpoint/pagination-query.js';
import { Operations } from './operations.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { LandingPage } from './pages/landing-page.js';
import { GlossaryPage } from './pages/glossary-page.js';
import { ListPage } from './pages/list-page.js';
import { operationUrl } from './pages/operation-link.js';
import { OperationPage } from './pages/operation-page.js';
import {
  InboxPage,
  NotFoundPage,
  OutgoingPage,
  PasswordPage,
  RequestsPage,
  SendPage,
  SessionsPage,
  SignedInPage,
  UnknownPage,
} from './pages/user-pages.js';

/** The pages: the API Explorer, and those on which people do the main job in a browser. */
@Controller()
export class ExplorerController {
  constructor(
    private readonly operations: Operations,
    private readonly pages: PageRenderer,
  ) {}

  /** Who is signed in only the browser knows. Other programs, and links to an operation, are led to the Explorer at once. */
  @Endpoint(page('getHome', '', 'Leads to what the reader does here', 'nothing'))
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = request.url.split('?')[1];
    const isLink = [...queryOf(request.url).keys()].some((name) => name !== 'locale');
    if (isLink || request.headers.accept?.includes('text/html') !== true) {
      void reply.header('Vary', 'Accept').redirect(query === undefined ? '/explorer' : `/explorer?${query}`, 302);
      return;
    }
    const context = this.pages.contextOf(request, reply, []);
    await this.pages.sendShared(reply, context, '', () => h(LandingPage, { context }));
  }

  /** OBP's explorers link to an operation by the query parameter `operation_id` or `operationid`. */
  @Endpoint(page('getExplorer', 'explorer', 'API Explorer'))
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request.url);
    const linked = query.get('operation_id') ?? query.get('operationid');
    const context = this.pages.contextOf(request, reply, ['q', 'version', 'tag']);
    if (linked !== null && linked !== '') return void reply.redirect(operationUrl(encodeURIComponent(linked)), 302);
    const filter = { words: query.get('q') ?? '', version: query.get('version') ?? '', tag: query.get('tag') ?? '' };
    await this.pages.sendShared(reply, context, '', () =>
      h(ListPage, { context, operations: this.operations.list(context.locale), filter }),
    );
  }

  @Endpoint(page('getExplorerOperation', 'explorer/operations/:OPERATION_ID', 'API Explorer: one operation', 'document'))
  async operation(@Param('OPERATION_ID') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply, []);
    const operation = await this.operations.of(id, context.locale);
    if (operation === undefined) return this.pages.send(reply, h(NotFoundPage, { context, operationId: id }), { status: 404 });
    const path = operationUrl(encodeURIComponent(operation.operationId)); // however it was written
    const rules = JSON.stringify([operation.jsonValidation, operation.authenticationTypes]);
    await this.pages.sendShared(reply, { ...context, path }, rules, () =>
      h(OperationPage, { context: { ...context, path }, operation, operations: this.operations.list(context.locale) }),
    );
  }

  @Endpoint(page('getGlossaryPage', 'glossary', 'Glossary', 'document'))
  glossary(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply, []);
    return this.pages.sendShared(reply, context, '', () => h(GlossaryPage, { context, items: glossaryIn(context.locale) }));
  }

  @Endpoint(page('getInboxPage', 'explorer/inbox', "A customer's inbox"))
  inbox(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(InboxPage, { context }));
  }

  @Endpoint(page('getSendPage', 'explorer/send', 'Staff send a message'))
  sendMessage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(SendPage, { context }));
  }

  @Endpoint(page('getOutgoingPage', 'explorer/outgoing', 'What became of messages'))
  outgoing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(OutgoingPage, { context }));
  }

  @Endpoint(page('getSignedInPage', 'explorer/signed-in', 'Where a provider of identities leads back to'))
  signedIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    // The code in the address is only for this page.
    const path = context.path.split('?', 1)[0] ?? '';
    if (context.oidc === undefined) return this.pages.send(reply, h(NotFoundPage, { context, operationId: path }), { status: 404 });
    return this.pages.send(reply, h(SignedInPage, { context: { ...context, path }, provider: context.oidc }));
  }

  @Endpoint(page('getEntitlementRequestsPage', 'explorer/entitlement-requests', 'Requests for roles'))
  requests(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(RequestsPage, { context }));
  }

  @Endpoint(page('getSessionsPage', 'explorer/sessions', "A user's sessions and applications"))
  sessions(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(SessionsPage, { context }));
  }

  @Endpoint(page('getPasswordPage', 'explorer/password', "Changes a user's password"))
  password(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pages.send(reply, h(PasswordPage, { context: this.pages.contextOf(request, reply) }));
  }

  @Endpoint(page('getUnknownPage', 'explorer/*', 'What is said where there is no page'))
  unknown(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply, []);
    return this.pages.send(reply, h(UnknownPage, { context }), { status: 404 });
  }
}
