import type { Answer, DeliveryClass } from '../../providers/provider.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import type { DeliveryStatus } from '../delivery-status.js';
import { askedPause, backOff, MOST_TRIES, pause } from './back-off.js';

/** What follows from an answer for a delivery. */
export interface Outcome {
  readonly status: DeliveryStatus;
  readonly reason: DeliveryReason | '';
  /** Milliseconds until it is tried again; undefined where it is not. */
  readonly again: number | undefined;
  /** Whether the try counts towards the most. */
  readonly counts: boolean;
  /** Whether the next try may be the second time that it is sent. */
  readonly isRepeat: boolean;
}

export interface Tried {
  readonly class: DeliveryClass;
  /** Tries that counted before this one. */
  readonly tries: number;
  /** All tries before this one. */
  readonly attempts: number;
  /** How often it was repeated after an unknown answer. */
  readonly repeats: number;
  /** Whether the provider knows keys, so that a repeat goes out once. */
  readonly knowsKeys: boolean;
}

const over = (status: DeliveryStatus, reason: DeliveryReason | ''): Outcome => ({
  status,
  reason,
  again: undefined,
  counts: true,
  isRepeat: false,
});

const REASONS = { throttled: 'throttled', unavailable: 'provider_unavailable' } as const;

/**
 * What is done about an answer. Only a message's own failures count as tries: a provider that is away or too busy is no fault of it.
 *
 * After an unknown answer it is sent again where the provider knows keys; else an ordinary one once, marked, and a one-time code not at all.
 */
export function outcomeOf(
  answer: Answer | { readonly outcome: 'interrupted' },
  { class: urgency, tries, attempts, repeats, knowsKeys }: Tried,
): Outcome {
  switch (answer.outcome) {
    case 'accepted':
      return over('sent', '');
    case 'permanent':
      return over('failed', answer.isAddressBad ? 'address_rejected' : 'rejected');
    case 'temporary': {
      if (tries + 1 >= MOST_TRIES) return over('dead', 'too_many_tries');
      const again = askedPause(answer.retryAfter) ?? backOff(tries + 1);
      return { status: 'retrying', reason: 'temporary', again, counts: true, isRepeat: false };
    }
    case 'throttled':
    case 'unavailable': {
      const again = pause(answer.retryAfter, Math.max(0, attempts - tries));
      return { status: 'retrying', reason: REASONS[answer.outcome], again, counts: false, isRepeat: false };
    }
    case 'unknown':
    case 'interrupted': {
      const reason = answer.outcome === 'unknown' ? 'answer_lost' : 'worker_lost';
      // Not `dead`, however often it was tried: it may have arrived.
      if (tries + 1 >= MOST_TRIES || (!knowsKeys && (urgency === 'high' || repeats >= 1))) return over('unknown', reason);
      return { status: 'retrying', reason, again: knowsKeys ? backOff(tries + 1) : backOff(1), counts: true, isRepeat: !knowsKeys };
    }
  }
}
