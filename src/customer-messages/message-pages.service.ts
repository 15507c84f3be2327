import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicUrl } from '../obp/http/public-url.js';
import { type MessagePage, nextLink, readMessagePage } from './message-page.js';
import type { MessageRow } from './messages.repository.js';

/** The part of a message list that is the same in all versions: which page, and what the headers say of it. */
@Injectable()
export class MessagePages {
  constructor(private readonly publicUrl: PublicUrl) {}

  /**
   * @param find finds the rows of a page, and one more when there are more.
   * @returns the rows of the page.
   * @throws ObpError OBP-10016 for a wrong list parameter.
   */
  async read(request: FastifyRequest, reply: FastifyReply, find: (page: MessagePage) => Promise<MessageRow[]>): Promise<MessageRow[]> {
    const { page, parameters } = readMessagePage(request.url);
    const rows = await find(page);
    if (parameters.given) reply.header('Range', `items=${page.offset}-${page.limit}`);
    const next = nextLink(this.publicUrl.value, request.url, page, rows);
    if (next !== undefined) reply.header('Link', next);
    return rows.slice(0, page.limit);
  }
}
