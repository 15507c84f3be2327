import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../../../access/sessions/caller.decorators.js';
import type { Principal } from '../../../access/sessions/principal.js';
import { EndpointRegistry } from '../../../platform/endpoint/endpoint-registry.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { InboxStreams } from '../stream/inbox-streams.js';
import { InboxMessageDto } from './inbox.dto.js';
import { toInboxMessageDto } from './inbox.mapper.js';

@Controller()
export class InboxStreamController {
  constructor(
    private readonly streams: InboxStreams,
    private readonly registry: EndpointRegistry,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'streamMyMessages',
    verb: 'GET',
    path: 'messaging/v1/me/messages/stream',
    summary: 'Follow My Messages',
    description:
      'New messages of the list as they come, as Server-Sent Events (text/event-stream): events message with a message as their data. The event ' +
      'ready says that from there on nothing is missing. A comment comes at least every 15 seconds. Who comes back with Last-Event-ID gets what came ' +
      'meanwhile, and nothing twice. The answer ends when the caller may not call any more. A user may have 5 at once.',
    tags: ['Customer-Message', 'User'],
    checks: ['authenticated'],
    headers: [
      {
        name: 'Last-Event-ID',
        description: 'The id of the last event that arrived: what came since follows. Without it only what comes from now on.',
        example: '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b',
      },
    ],
    response: { status: 200, type: InboxMessageDto, events: true },
    errors: ['UserNotLoggedIn', 'TooManyInboxStreams', 'InboxStreamsFull', 'ServiceBusy'],
  })
  async follow(@CurrentPrincipal() principal: Principal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const since = request.headers['last-event-id'];
    const endpoint = this.registry.named('streamMyMessages');
    const stream = await this.streams.follow(
      request,
      endpoint,
      principal,
      typeof since === 'string' ? since : undefined,
      toInboxMessageDto,
    );
    void reply.header('content-type', 'text/event-stream').header('X-Accel-Buffering', 'no').send(stream.body);
    void this.streams.begin(stream); // only now somebody reads
  }
}
