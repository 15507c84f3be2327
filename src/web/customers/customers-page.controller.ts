import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { CustomersPage } from './customers-page.js';

@Controller()
export class CustomersPageController {
  constructor(private readonly pages: PageRenderer) {}

  @Endpoint(page('getCustomersPage', 'explorer/customers', 'Banks, their customers, and who reads their messages'))
  customers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply);
    return this.pages.sendShared(reply, context, '', () => h(CustomersPage, { context }));
  }
}
