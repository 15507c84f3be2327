import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { TemplatesPage } from './templates-page.js';

@Controller()
export class TemplatesPageController {
  constructor(private readonly pages: PageRenderer) {}

  @Endpoint(page('getTemplatesPage', 'explorer/templates', "A bank's templates"))
  templates(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(TemplatesPage, { context }));
  }
}
