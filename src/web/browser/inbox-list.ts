import type { InboxMessage } from './api-types.js';
import type { Outcome } from './api.js';

/** What is shown of an inbox. */
export interface InboxList {
  /** Who has asked for what. */
  readonly of: string;
  readonly items: readonly InboxMessage[];
  readonly unread: number;
  readonly moreBanks: boolean;
  /** Where older ones begin; undefined: there are none. */
  readonly cursor: string | undefined;
}

/** Messages of a page, and at most of one call. */
export const PAGE = { usual: 20, most: 100 };
/** Calls for one list at most: with filters a page may have few messages, and others after it. */
const CALLS = 10;
/** A hundred stands for more, so it stays where it is. */
const MOST = 100;

export function listIn(of: string, { json, link }: Extract<Outcome, { ok: true }>): InboxList {
  const said = json as { messages: InboxMessage[]; unread_count: number; more_banks: boolean };
  return {
    of,
    items: said.messages,
    unread: said.unread_count,
    moreBanks: said.more_banks,
    cursor: /[?&]cursor=([^&>]+)/.exec(link)?.[1],
  };
}

/**
 * Reads from the newest message on, until there are as many as were shown.
 *
 * @param ask for one page, by what the query has to say of it.
 * @returns the first refusal instead, if there is one.
 */
export async function readList(of: string, shown: number, ask: (page: string) => Promise<Outcome>): Promise<InboxList | Outcome> {
  let list: InboxList | undefined;
  for (let calls = 0; calls < CALLS; calls += 1) {
    const missing = shown - (list?.items.length ?? 0);
    const limit = Math.min(PAGE.most, Math.max(PAGE.usual, missing));
    const outcome = await ask(`limit=${limit}${list === undefined ? '' : `&cursor=${list.cursor}`}`);
    if (!outcome.ok) return outcome;
    const page = listIn(of, outcome);
    list = list === undefined ? page : withOlder(list, page);
    if (list.cursor === undefined || list.items.length >= shown) break;
  }
  return list as InboxList;
}

/** With the page after it. What is said of all messages stays: it has followed what came meanwhile. */
export function withOlder(list: InboxList, { items, cursor }: InboxList): InboxList {
  const known = new Set(list.items.map(({ id }) => id));
  return { ...list, items: [...list.items, ...items.filter(({ id }) => !known.has(id))], cursor };
}

/** With a message that came, unless it is there already. */
export function withNew(list: InboxList, message: InboxMessage): InboxList {
  if (list.items.some(({ id }) => id === message.id)) return list;
  const unread = Math.min(MOST, list.unread + (message.read_at === null ? 1 : 0));
  return { ...list, items: [message, ...list.items].sort((a, b) => (a.id < b.id ? 1 : -1)), unread };
}

export function marked(list: InboxList, id: string, readAt: string | null): InboxList {
  const items = list.items.map((one) => (one.id === id ? { ...one, read_at: readAt } : one));
  const unread = list.unread >= MOST ? list.unread : Math.max(0, list.unread + (readAt === null ? 1 : -1));
  return { ...list, items, unread };
}
