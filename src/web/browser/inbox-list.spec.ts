import { describe, expect, test } from '@jest/globals';
import type { InboxMessage } from './api-types.js';
import type { Outcome } from './api.js';
import { type InboxList, marked, readList, withNew, withOlder } from './inbox-list.js';

const message = (id: string, readAt: string | null = null): InboxMessage => ({ id, read_at: readAt }) as InboxMessage;
const ids = ({ items }: InboxList): string => items.map(({ id }) => id).join('');
const list = (letters: string, more: Partial<InboxList> = {}): InboxList => ({
  of: 'x',
  items: [...letters].map((id) => message(id)),
  unread: letters.length,
  moreBanks: false,
  cursor: undefined,
  ...more,
});

describe('what is shown of an inbox', () => {
  test('takes a message that came once, in its place, and counts it unless it is read', () => {
    const first = withNew(list('ec'), message('d'));
    expect([ids(first), first.unread]).toEqual(['edc', 3]);
    expect(withNew(first, message('d'))).toBe(first);
    expect(withNew(first, message('f', 'now')).unread).toBe(3);
    expect(withNew(list('a', { unread: 100 }), message('b')).unread).toBe(100);
  });

  test('goes on with the next page, without what is there, and keeps the count that has followed', () => {
    const both = withOlder(list('dcb', { unread: 7, cursor: 'b' }), list('ba', { unread: 6, cursor: 'a' }));
    expect([ids(both), both.unread, both.cursor]).toEqual(['dcba', 7, 'a']);
  });

  test('is marked as read, and as unread again', () => {
    const read = marked(list('ba'), 'a', 'now');
    expect([read.unread, read.items[1]?.read_at, marked(read, 'a', null).unread]).toEqual([1, 'now', 2]);
  });

  test.each([
    [0, 300, ['limit=20'], 20],
    [60, 300, ['limit=60'], 60],
    [150, 300, ['limit=100', 'limit=50&cursor=100'], 150],
    [150, 110, ['limit=100', 'limit=50&cursor=100'], 110],
  ])('with %i shown is read again as far, of %i', async (shown, all, calls, expected) => {
    const asked: string[] = [];
    const read = await readList('x', shown, (page) => {
      asked.push(page);
      const query = new URLSearchParams(page);
      const from = Number(query.get('cursor') ?? 0);
      const to = Math.min(all, from + Number(query.get('limit')));
      const messages = Array.from({ length: to - from }, (_, at) => message(String(from + at)));
      const link = to < all ? `<https://x/y?limit=1&cursor=${to}>; rel="next"` : '';
      return Promise.resolve<Outcome>({ ok: true, json: { messages, unread_count: all, more_banks: false }, link });
    });
    expect([asked, (read as InboxList).items.length]).toEqual([calls, expected]);
  });

  test('is refused in the words of the service', async () => {
    const refused: Outcome = { ok: false, status: 503, problem: 'OBP-98120' };
    expect(await readList('x', 0, () => Promise.resolve(refused))).toBe(refused);
  });
});
