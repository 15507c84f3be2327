import { Injectable } from '@nestjs/common';
import { nextQuery } from '../../platform/endpoint/cursor-page.js';
import { type RawJson, sendAsJson } from '../../platform/http/raw-json.js';
import { MessageAccess } from './access/message-access.js';
import type { MessagePageText } from './message-lists.repository.js';
import type { MessagesRequest } from './wanted-messages.decorator.js';

/** The part of a message list that is the same in all versions: its records and headers. */
@Injectable()
export class MessagePages {
  constructor(private readonly access: MessageAccess) {}

  /** @returns the body of the answer, an object whose only field `messages` holds the messages of the page. */
  answer<Body>({ request, reply, page, given }: MessagesRequest, { messages, count, last }: MessagePageText): RawJson<Body> {
    this.access.listed(request, count);
    request.shownPage = {
      range: given ? `items=${page.offset}-${page.limit}` : undefined,
      next: last === undefined ? undefined : nextQuery(request.url, last),
    };
    return sendAsJson(reply, `{"messages":[${messages}]}`);
  }
}
