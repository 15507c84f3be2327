import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { Endpoint } from '../../platform/endpoint/endpoint.decorator.js';
import { page } from '../kit/page-endpoint.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { PeoplePage, type PeoplePlace } from './people-page.js';

@Controller()
export class PeoplePagesController {
  constructor(private readonly pages: PageRenderer) {}

  @Endpoint(page('getPeoplePage', 'explorer/people', 'Users, their locks and their roles', 'document'))
  users(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show('users', request, reply);
  }

  @Endpoint(page('getApplicationsPage', 'explorer/applications', 'Applications that call the API', 'document'))
  applications(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show('applications', request, reply);
  }

  @Endpoint(page('getAuditPage', 'explorer/audit', 'The audit trail', 'document'))
  audit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show('audit', request, reply);
  }

  private show(place: PeoplePlace, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const context = this.pages.contextOf(request, reply, []);
    return this.pages.sendShared(reply, context, '', () => h(PeoplePage, { context, place }));
  }
}
