import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type MessagePage, readMessagePage } from './message-page.js';

/** The requested page of a message list; {@link MessagePages} answers it. */
export interface MessagesRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly page: MessagePage;
  /** Whether the request says anything about the page. */
  readonly given: boolean;
}

/** Reads which page of a message list is requested. A wrong parameter is refused with OBP-10016. */
export const WantedMessages = createParamDecorator((_data: unknown, context: ExecutionContext): MessagesRequest => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const { page, parameters } = readMessagePage(request.url);
  return { request, reply: http.getResponse<FastifyReply>(), page, given: parameters.given };
});
