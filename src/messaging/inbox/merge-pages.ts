import type { BankPage, InboxRow } from './inbox.repository.js';

/** A message with the bank that sent it. */
export interface InboxItem extends InboxRow {
  readonly bankId: string;
}

export interface MergedPage {
  readonly items: readonly InboxItem[];
  /** Where the next page begins, if there may be one. */
  readonly next: string | undefined;
}

const newestFirst = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/**
 * The newest of what several banks have. Of each bank only the part that is newer than its edge is known, so nothing older than the newest
 * edge is shown: the next page begins there. A page may thus have fewer messages than wanted, or none, and still have a next one.
 *
 * @param pages at most one more than `limit` of each bank, newest first.
 */
export function mergePages(pages: ReadonlyMap<string, BankPage>, limit: number): MergedPage {
  const edges = [...pages.values()].flatMap(({ items, horizon }) => (items.length > limit ? items[limit]?.id : horizon) ?? []);
  const edge = edges.sort().at(-1);
  const whole = [...pages]
    .flatMap(([bankId, { items }]) => items.map((item): InboxItem => ({ ...item, bankId })))
    .filter(({ id }) => edge === undefined || id >= edge)
    .sort(newestFirst);
  const items = whole.slice(0, limit);
  return { items, next: whole.length > limit ? items.at(-1)?.id : edge };
}
