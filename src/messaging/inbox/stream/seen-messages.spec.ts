import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idBefore, newMessageId } from '../../customer-messages/message-id.js';
import { SeenMessages } from './seen-messages.js';

const NOW = Date.parse('2027-01-22T08:12:45Z');
/** As many ids, several of one millisecond. */
const idsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => newMessageId(NOW - 30_000 + Math.floor(index / 5)).messageId).sort();

/**
 * What a client has that comes back again and again: messages become visible in any order, a few at a time, and of each stream only so many
 * events arrive.
 */
function received(visible: readonly string[], streams: readonly { readonly more: number; readonly arrive: number }[]): string[] {
  const got: string[] = [];
  let name = idBefore(NOW - 40_000);
  let there = 0;
  for (const { more, arrive } of [...streams, { more: visible.length, arrive: Infinity }]) {
    there += more;
    const seen = SeenMessages.since(name, NOW);
    const news = visible
      .slice(0, there)
      .filter((id) => seen.isNew(id))
      .sort();
    for (const id of news.slice(0, arrive)) {
      seen.add(id);
      got.push(id);
      name = seen.nameOf(id);
    }
  }
  return got;
}

const history = (most: number): fc.Arbitrary<[string[], { more: number; arrive: number }[]]> =>
  fc.tuple(
    fc.integer({ min: 1, max: most }).chain((count) => fc.shuffledSubarray(idsOf(count), { minLength: count })),
    fc.array(fc.record({ more: fc.nat(9), arrive: fc.nat(9) }), { maxLength: 20 }),
  );

describe('which messages a stream has shown', () => {
  test('whoever comes back gets each message once, however late it becomes visible', () => {
    fc.assert(
      fc.property(history(33), ([visible, streams]) => {
        expect(received(visible, streams).sort()).toEqual([...visible].sort());
      }),
    );
  });

  test('with more than a name can hold still nothing comes twice', () => {
    fc.assert(
      fc.property(history(120), ([visible, streams]) => {
        const got = received(visible, streams);
        expect(new Set(got).size).toBe(got.length);
      }),
    );
  });

  test('the id of a message alone is taken', () => {
    const [first, second, third] = idsOf(3) as [string, string, string];
    const seen = SeenMessages.since(first, NOW);
    expect([first, second].map((id) => seen.isNew(id))).toEqual([false, true]);
    seen.add(second);
    const again = SeenMessages.since(seen.nameOf(second), NOW);
    expect([first, second, third].map((id) => again.isNew(id))).toEqual([false, false, true]);
  });

  test.each([undefined, '', '0', 'no-id', idBefore(NOW - 86_400_001), idBefore(NOW + 60_001), `${idBefore(NOW)}_${idBefore(NOW - 9e7)}`])(
    'with %s nobody goes on',
    (name) => {
      const seen = SeenMessages.since(name, NOW);
      expect([seen.goesOn, seen.after]).toEqual([false, idBefore(NOW - 60_000)]);
    },
  );
});
