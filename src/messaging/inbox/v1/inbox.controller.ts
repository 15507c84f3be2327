import { Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentUser } from '../../../access/sessions/caller.decorators.js';
import type { PrincipalUser } from '../../../access/sessions/principal.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { nextQuery } from '../../../platform/endpoint/cursor-page.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import type { Parameter } from '../../../platform/endpoint/endpoint.js';
import { MessageAccess } from '../../customer-messages/access/message-access.js';
import { InboxService } from '../inbox.service.js';
import { ReadStates } from '../read-states.js';
import { InboxDto, MessageReadDto, ReadUntilDto } from './inbox.dto.js';
import { toInboxDto, toMessageReadDto } from './inbox.mapper.js';
import { INBOX_LIST, readBankId, readWantedInbox } from './inbox-query.js';

const MESSAGES = 'messaging/v1/me/messages';
const READ = `${MESSAGES}/:MESSAGE_ID/read`;
const BANK: Parameter = {
  name: 'bank_id',
  description: "The bank that sent it, where it is known: without it all of the caller's are looked at.",
  example: 'gh.29.uk',
};

@Controller()
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly reads: ReadStates,
    private readonly access: MessageAccess,
  ) {}

  @Endpoint({
    version: 'none',
    functionName: 'getMyMessages',
    verb: 'GET',
    path: MESSAGES,
    summary: 'Get My Messages',
    description:
      'The messages to all customers that the caller acts for, of all banks as one list, newest first; of 20 banks at most, those that were ' +
      'linked first: more_banks says that there are others, which bank_id reaches. With unread, sender or q no more than 2000 messages of a ' +
      'bank are looked at for a page, and without them 20000, so one may have fewer messages than asked for, or none, and still a next one. When there may be more ' +
      'than a page the header Link names the next. Reading the list marks nothing as read.',
    tags: ['Customer-Message', 'User'],
    checks: ['authenticated'],
    list: INBOX_LIST,
    response: { status: 200, type: InboxDto },
    errors: ['UserNotLoggedIn'],
  })
  async list(@CurrentUser() user: PrincipalUser, @Req() request: FastifyRequest): Promise<InboxDto> {
    const inbox = await this.inbox.list(user.userId, readWantedInbox(request.url));
    for (const [bankId, count] of inbox.shownOf) if (count > 0) this.access.listedOf(request, bankId, count);
    request.shownPage = { range: undefined, next: inbox.next === undefined ? undefined : nextQuery(request.url, inbox.next) };
    return toInboxDto(inbox);
  }

  @Endpoint({
    version: 'none',
    functionName: 'markMessageRead',
    verb: 'PUT',
    path: READ,
    summary: 'Mark My Message as Read',
    description:
      'Says that a message was read. The first time stays, however often it is said. It holds for the customer: all who act for the customer ' +
      'see it. The staff of the bank see it only where the bank wants that.',
    tags: ['Customer-Message', 'User'],
    checks: ['authenticated'],
    query: [BANK],
    response: { status: 200, type: MessageReadDto },
    errors: ['UserNotLoggedIn', 'InvalidFilter', 'MessageNotFound'],
  })
  async read(
    @CurrentUser() { userId }: PrincipalUser,
    @Param('MESSAGE_ID') messageId: string,
    @Req() request: FastifyRequest,
  ): Promise<MessageReadDto> {
    return toMessageReadDto(await this.reads.read(userId, messageId, readBankId(request.url)));
  }

  @Endpoint({
    version: 'none',
    functionName: 'markMessageUnread',
    verb: 'DELETE',
    path: READ,
    summary: 'Mark My Message as Unread',
    description: 'Says that a message counts as not read.',
    tags: ['Customer-Message', 'User'],
    checks: ['authenticated'],
    query: [BANK],
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'InvalidFilter', 'MessageNotFound'],
  })
  async unread(
    @CurrentUser() { userId }: PrincipalUser,
    @Param('MESSAGE_ID') messageId: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.reads.unread(userId, messageId, readBankId(request.url));
  }

  @Endpoint({
    version: 'none',
    functionName: 'markMessagesRead',
    verb: 'PUT',
    path: `${MESSAGES}/read`,
    summary: 'Mark My Messages as Read',
    description: 'Says that a message and all that came before it were read: of one bank, or of all that the list shows.',
    tags: ['Customer-Message', 'User'],
    checks: ['authenticated', 'bodyValid'],
    request: { type: ReadUntilDto },
    response: { status: 204 },
    errors: ['UserNotLoggedIn', 'InvalidJson', 'MessageNotFound'],
  })
  async readUntil(
    @CurrentUser() { userId }: PrincipalUser,
    @ValidBody() { up_to: messageId, bank_id: bankId }: ReadUntilDto,
  ): Promise<void> {
    await this.reads.readUntil(userId, messageId, bankId || undefined);
  }
}
