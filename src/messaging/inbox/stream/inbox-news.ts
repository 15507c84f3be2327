import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { MessageAccess } from '../../customer-messages/access/message-access.js';
import { InboxRepository, type FoundNews, type InboxRow, type WantedItem } from '../inbox.repository.js';
import type { InboxStream } from './inbox-stream.js';

/** Messages of one reader that are read at once. */
const MOST_NEWS = 200;
/** Messages whose texts are read by one statement. */
const MOST_ITEMS = 500;
/** Messages that are written at once: fewer bytes than may wait for a reader. */
const MOST_SHOWN = 50;

interface News extends WantedItem {
  readonly stream: InboxStream;
}

interface NewsOfBank extends FoundNews {
  readonly bankId: string;
}

/** Reads what has come and writes it to streams. */
@Injectable()
export class InboxNews {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly access: MessageAccess,
  ) {}

  /**
   * Brings a stream up to now: with what came since it was left, oldest first and as its reader takes it, or with nothing where it begins.
   */
  async catchUp(stream: InboxStream): Promise<void> {
    const { seen, userId } = stream;
    let began = Date.now();
    for (let more = true; more && stream.isOpen;) {
      began = Date.now();
      const found: { bankId: string; news: readonly FoundNews[] }[] = [];
      for (const bankId of stream.banks)
        found.push({ bankId, news: (await this.inbox.news(bankId, [{ userId, after: seen.after }], MOST_NEWS))[0] ?? [] });
      // Of a bank that has more, nothing later is known: up to there it is one order.
      const edge = found.flatMap(({ news }) => (news.length === MOST_NEWS ? (news.at(-1)?.messageId ?? []) : [])).sort()[0];
      const known = found
        .flatMap(({ bankId, news }) => news.map((one): NewsOfBank => ({ bankId, ...one })))
        .filter(({ messageId }) => (edge === undefined || messageId <= edge) && seen.isNew(messageId))
        .sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
      if (seen.goesOn) await this.showRuns(stream, known);
      else for (const { messageId } of known) seen.add(messageId);
      if (!stream.isOpen) return;
      if (edge !== undefined) seen.raise(edge);
      more = edge !== undefined;
    }
    seen.forgetOld(began);
  }

  /** Shows what has come at a bank to those who follow it. */
  async look(bankId: string, streams: readonly InboxStream[]): Promise<void> {
    const readers = streams.map(({ userId, seen, from }) => ({ userId, after: from.get(bankId) ?? seen.after }));
    const found = await this.inbox.news(bankId, readers, MOST_NEWS);
    const news = streams.flatMap((stream, at) => {
      const ofStream = (found[at] ?? []).filter(({ messageId }) => stream.seen.isNew(messageId));
      return ofStream.map((one): News => ({ stream, userId: stream.userId, ...one }));
    });
    for (let at = 0; at < news.length; at += MOST_ITEMS) {
      const part = news.slice(at, at + MOST_ITEMS).filter(({ stream }) => stream.isOpen);
      const rows = await this.inbox.items(bankId, part);
      for (let from = 0; from < part.length; from += MOST_SHOWN) {
        if (from > 0) await setImmediate(); // those who read take what they got
        this.show(bankId, part.slice(from, from + MOST_SHOWN), rows.slice(from, from + MOST_SHOWN));
      }
    }
    // Who has had more than fits gets the rest next time; for everybody else the last minute is read again.
    streams.forEach(({ from }, at) => {
      const ofStream = found[at] ?? [];
      const last = ofStream.length === MOST_NEWS ? ofStream.at(-1)?.messageId : undefined;
      if (last === undefined) from.delete(bankId);
      else from.set(bankId, last);
    });
  }

  /** Shows messages of several banks in their order: of those of one bank that follow each other the texts are read at once. */
  private async showRuns(stream: InboxStream, all: readonly NewsOfBank[]): Promise<void> {
    for (let from = 0, to = 0; from < all.length && stream.isOpen; from = to) {
      const { bankId } = all[from] as NewsOfBank;
      while (to < all.length && to - from < MOST_ITEMS && all[to]?.bankId === bankId) to++;
      const run = all.slice(from, to).map((one): News => ({ stream, userId: stream.userId, ...one }));
      const rows = await this.inbox.items(bankId, run);
      for (let at = 0; at < run.length && (await stream.hasRoom()); at++) this.show(bankId, run.slice(at, at + 1), rows.slice(at, at + 1));
    }
  }

  private show(bankId: string, news: readonly News[], rows: readonly (InboxRow | undefined)[]): void {
    const shown = new Map<InboxStream, number>();
    for (const [at, { stream, messageId }] of news.entries()) {
      stream.seen.add(messageId);
      const row = rows[at];
      if (row === undefined) continue;
      stream.event('message', stream.form({ ...row, bankId }), stream.seen.nameOf(row.id));
      shown.set(stream, (shown.get(stream) ?? 0) + 1);
    }
    for (const [{ request }, count] of shown) this.access.listedOf(request, bankId, count);
  }
}
