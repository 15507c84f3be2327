import { describe, expect, test } from '@jest/globals';
import { type Answer, CLASSES, type DeliveryClass } from '../../providers/provider.js';
import { mayFollow } from '../delivery-status.js';
import { MOST_TRIES } from './back-off.js';
import { outcomeOf, type Tried } from './outcome.js';

type Answered = Parameters<typeof outcomeOf>[0];

const ANSWERS: readonly Answered[] = [
  { outcome: 'accepted', references: ['1'] },
  { outcome: 'temporary', code: 'x' },
  { outcome: 'temporary', code: 'x', retryAfter: 60_000 },
  { outcome: 'permanent', code: 'x', isAddressBad: true },
  { outcome: 'permanent', code: 'x', isAddressBad: false },
  { outcome: 'throttled', code: 'x' },
  { outcome: 'unavailable', code: 'x' },
  { outcome: 'unknown', code: 'x' },
  { outcome: 'interrupted' },
];

const tried = (more: Partial<Tried> = {}): Tried => ({ class: 'normal', tries: 0, attempts: 0, repeats: 0, knowsKeys: true, ...more });
const ALL: Tried[] = CLASSES.flatMap((urgency) =>
  [0, 1, MOST_TRIES - 2, MOST_TRIES - 1].flatMap((tries) =>
    [0, 1].flatMap((repeats) => [true, false].map((knowsKeys) => tried({ class: urgency, tries, attempts: tries, repeats, knowsKeys }))),
  ),
);

describe('what follows from an answer', () => {
  test('may follow `sending`; only what is retried has a time, and only what is retried may be a repeat', () => {
    for (const answer of ANSWERS)
      for (const one of ALL) {
        const { status, again, isRepeat } = outcomeOf(answer, one);
        expect(mayFollow('sending', status)).toBe(true);
        expect(again !== undefined).toBe(status === 'retrying');
        if (isRepeat) expect([status, one.knowsKeys, one.class === 'high', one.repeats]).toEqual(['retrying', false, false, 0]);
      }
  });

  test.each<[name: string, answer: Answer, status: string, reason: string]>([
    ['accepted', { outcome: 'accepted', references: ['1', '2'] }, 'sent', ''],
    ['a bad address', { outcome: 'permanent', code: '1', isAddressBad: true }, 'failed', 'address_rejected'],
    ['a refusal', { outcome: 'permanent', code: '1', isAddressBad: false }, 'failed', 'rejected'],
  ])('%s ends it, whatever was before', (_name, answer, status, reason) => {
    for (const one of ALL) expect(outcomeOf(answer, one)).toMatchObject({ status, reason, again: undefined, isRepeat: false });
  });

  test('a temporary failure counts, and the twentieth is the last', () => {
    const answer: Answer = { outcome: 'temporary', code: 'x' };
    for (const one of ALL) {
      const isLast = one.tries === MOST_TRIES - 1;
      expect(outcomeOf(answer, one)).toMatchObject(
        isLast ? { status: 'dead', reason: 'too_many_tries' } : { status: 'retrying', reason: 'temporary', counts: true, isRepeat: false },
      );
    }
    const { again } = outcomeOf({ ...answer, retryAfter: 60_000 }, tried({ tries: 15 }));
    expect(again).toBeGreaterThanOrEqual(60_000);
    expect(again).toBeLessThanOrEqual(75_000);
  });

  test.each([
    ['throttled', 'throttled'],
    ['unavailable', 'provider_unavailable'],
  ] as const)('%s never counts and never ends it', (outcome, reason) => {
    for (const one of ALL)
      expect(outcomeOf({ outcome, code: 'x' }, one)).toMatchObject({ status: 'retrying', reason, counts: false, isRepeat: false });
  });

  test.each<[lost: Answered, reason: string]>([
    [{ outcome: 'unknown', code: 'x' }, 'answer_lost'],
    [{ outcome: 'interrupted' }, 'worker_lost'],
  ])('%j: repeated with a key; without one once, and a one-time code never', (lost, reason) => {
    for (const one of ALL) {
      const mayRepeat = one.tries < MOST_TRIES - 1 && (one.knowsKeys || (one.class !== 'high' && one.repeats === 0));
      expect(outcomeOf(lost, one)).toMatchObject({
        status: mayRepeat ? 'retrying' : 'unknown',
        reason,
        isRepeat: mayRepeat && !one.knowsKeys,
      });
    }
    const of = (urgency: DeliveryClass, more: Partial<Tried>): string => outcomeOf(lost, tried({ class: urgency, ...more })).status;
    expect(of('high', { knowsKeys: false })).toBe('unknown');
    expect(of('high', {})).toBe('retrying');
    expect(of('bulk', { knowsKeys: false })).toBe('retrying');
    expect(of('bulk', { knowsKeys: false, repeats: 1 })).toBe('unknown');
  });
});
