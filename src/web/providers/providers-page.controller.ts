import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { ProvidersPage } from './providers-page.js';

@Controller()
export class ProvidersPageController {
  constructor(private readonly pages: PageRenderer) {}

  @Endpoint(page('getProvidersPage', 'explorer/providers', "A bank's providers and routes"))
  providers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(ProvidersPage, { context }));
  }
}
