import { Injectable } from '@nestjs/common';
import { MessageAccess } from '../../customer-messages/access/message-access.js';
import { InboxRepository, type InboxRow, type WantedItem } from '../inbox.repository.js';
import { toInboxMessageDto } from '../v1/inbox.mapper.js';
import type { InboxStream } from './inbox-stream.js';

/** Messages of one reader that are read at once. */
const MOST_NEWS = 200;
/** Messages whose texts are read by one statement. */
const MOST_ITEMS = 500;

interface News extends WantedItem {
  readonly stream: InboxStream;
}

/** Reads what has come and writes it to streams. */
@Injectable()
export class InboxNews {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly access: MessageAccess,
  ) {}

  /**
   * Brings a stream up to now: with what came since it was left, oldest first, or with nothing where it begins.
   */
  async catchUp(stream: InboxStream): Promise<void> {
    const { seen, userId } = stream;
    for (let more = true; more && stream.isOpen;) {
      const found: { bankId: string; ids: string[] }[] = [];
      for (const bankId of stream.banks)
        found.push({ bankId, ids: (await this.inbox.news(bankId, [{ userId, after: seen.after }], MOST_NEWS))[0] ?? [] });
      // Of a bank that has more, nothing later is known: up to there it is one order.
      const edge = found.flatMap(({ ids }) => (ids.length === MOST_NEWS ? (ids.at(-1) ?? []) : [])).sort()[0];
      const known = found
        .flatMap(({ bankId, ids }) => ids.map((messageId) => ({ bankId, messageId })))
        .filter(({ messageId }) => edge === undefined || messageId <= edge)
        .sort((a, b) => (a.messageId < b.messageId ? -1 : 1))
        .filter(({ messageId }) => seen.isNew(messageId));
      for (const { bankId, messageId } of known)
        if (seen.goesOn) await this.show(bankId, [{ stream, userId, messageId }]);
        else seen.add(messageId);
      if (edge !== undefined) seen.raise(edge);
      more = edge !== undefined;
    }
    seen.forgetOld();
  }

  /** Shows what has come at a bank to those who follow it. */
  async look(bankId: string, streams: readonly InboxStream[]): Promise<void> {
    const readers = streams.map(({ userId, seen, from }) => ({ userId, after: from.get(bankId) ?? seen.after }));
    const found = await this.inbox.news(bankId, readers, MOST_NEWS);
    const news = streams.flatMap((stream, at) => {
      const ids = found[at] ?? [];
      return ids.filter((id) => stream.seen.isNew(id)).map((messageId): News => ({ stream, userId: stream.userId, messageId }));
    });
    for (let at = 0; at < news.length; at += MOST_ITEMS) await this.show(bankId, news.slice(at, at + MOST_ITEMS));
    // Who has had more than fits gets the rest next time; for everybody else the last minute is read again.
    streams.forEach(({ from }, at) => {
      const ids = found[at] ?? [];
      const last = ids.length === MOST_NEWS ? ids.at(-1) : undefined;
      if (last === undefined) from.delete(bankId);
      else from.set(bankId, last);
    });
  }

  private async show(bankId: string, news: readonly News[]): Promise<void> {
    const rows = await this.inbox.items(bankId, news);
    const shown = new Map<InboxStream, number>();
    rows.forEach((row: InboxRow | undefined, at) => {
      const { stream, messageId } = news[at] as News;
      stream.seen.add(messageId);
      if (row === undefined) return;
      stream.event('message', toInboxMessageDto({ ...row, bankId }), stream.seen.nameOf(row.id));
      shown.set(stream, (shown.get(stream) ?? 0) + 1);
    });
    for (const [{ request }, count] of shown) this.access.listedOf(request, bankId, count);
  }
}
