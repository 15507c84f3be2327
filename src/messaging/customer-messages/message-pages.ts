import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RawJson, sendAsJson } from '../../platform/http/raw-json.js';
import { PublicUrl } from '../../platform/http/public-url.js';
import { MessageAccess } from './access/message-access.js';
import type { MessagePageText } from './message-lists.repository.js';
import { type MessagePage, nextLink, readMessagePage } from './message-page.js';

/** The part of a message list that is the same in all versions: which page, and what the headers say of it. */
@Injectable()
export class MessagePages {
  constructor(
    private readonly publicUrl: PublicUrl,
    private readonly access: MessageAccess,
  ) {}

  /**
   * @returns the body of the answer, an object whose only field `messages` holds the messages of the page.
   * @throws ObpError OBP-10016 for a wrong list parameter.
   */
  async read<Body>(
    request: FastifyRequest,
    reply: FastifyReply,
    find: (page: MessagePage) => Promise<MessagePageText>,
  ): Promise<RawJson<Body>> {
    const { page, parameters } = readMessagePage(request.url);
    const { messages, count, last } = await find(page);
    this.access.listed(request, count);
    if (parameters.given) reply.header('Range', `items=${page.offset}-${page.limit}`);
    if (last !== undefined) reply.header('Link', nextLink(this.publicUrl.value, request.url, last));
    return sendAsJson(reply, `{"messages":[${messages}]}`);
  }
}
