import { expect, test } from '@jest/globals';
import { mergePages } from './merge-pages.js';
import type { BankPage, InboxRow } from './inbox.repository.js';

const page = (ids: readonly string[], horizon: string | null = null): BankPage => ({
  items: ids.map((id) => ({ id }) as InboxRow),
  horizon,
  unread: 0,
});
const merged = (pages: Record<string, BankPage>, limit: number): { ids: string[]; next: string | undefined } => {
  const { items, next } = mergePages(new Map(Object.entries(pages)), limit);
  return { ids: items.map(({ id }) => id), next };
};

test('the newest of all banks come first, and the page ends where it is full', () => {
  expect(merged({ a: page(['9', '5', '1']), b: page(['8', '6']) }, 2)).toEqual({ ids: ['9', '8'], next: '8' });
  expect(merged({ a: page(['9', '5']), b: page(['8']) }, 3)).toEqual({ ids: ['9', '8', '5'], next: undefined });
});

test('nothing is shown that is older than what a bank was looked at for', () => {
  expect(merged({ a: page(['9', '3']), b: page(['8'], '7') }, 20)).toEqual({ ids: ['9', '8'], next: '7' });
  expect(merged({ a: page([], '7'), b: page(['3']) }, 20)).toEqual({ ids: [], next: '7' });
});
