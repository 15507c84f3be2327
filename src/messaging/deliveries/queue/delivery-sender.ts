import { Injectable, Logger } from '@nestjs/common';
import type { OpenProvider } from '../../providers/open-providers.js';
import type { Answer, Outgoing } from '../../providers/provider.js';
import { shownEnd } from '../../suppressions/addresses.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import type { DeliveryStatus } from '../delivery-status.js';
import type { ClaimedDelivery, Completion } from './delivery-queue.repository.js';
import { DeliveryFigures } from './delivery.metrics.js';
import type { Lane } from './lane.js';
import { outcomeOf } from './outcome.js';
import { ProviderHealth } from './provider-health.js';
import { Reachability } from './reachability.js';
import { RecipientLimits } from './recipient-limits.js';

/** A delivery that this process holds, and by which claim. */
export interface Sending {
  readonly lane: Lane;
  readonly claimed: ClaimedDelivery;
  readonly leaseToken: string;
}

/** Milliseconds after which it is asked again who may be reached, when the database is away. */
const ASK_AGAIN = 1_000;

/** Makes one try: finds out where to, sends, and says what follows from the answer. */
@Injectable()
export class DeliverySender {
  private readonly logger = new Logger(DeliverySender.name);

  constructor(
    private readonly health: ProviderHealth,
    private readonly figures: DeliveryFigures,
    private readonly limits: RecipientLimits,
    private readonly reachability: Reachability,
  ) {}

  async try(sending: Sending, open: OpenProvider): Promise<Completion> {
    const { lane, claimed } = sending;
    if (claimed.is_expired) return expired(sending);
    const { tries, attempts, repeats } = claimed;
    // A key is of use with the provider alone that may have got the message before.
    const isHeldHere = claimed.held_for === open.providerId;
    const isKeyLost = claimed.held_for !== '' && !isHeldHere;
    const tried = { class: lane.class, tries, attempts, repeats: repeats + Number(isKeyLost), knowsKeys: open.kind.knowsKeys };
    const sendKey = `${claimed.delivery_id}-${claimed.send_number}`;
    if (claimed.is_interrupted) {
      const knowsKeys = tried.knowsKeys && isHeldHere;
      const attempt = { providerId: claimed.held_for || open.providerId, outcome: 'interrupted', code: '', sendKey, milliseconds: 0 };
      return {
        ...withoutTry(sending, 'retrying', ''),
        ...outcomeOf({ outcome: 'interrupted' }, { ...tried, repeats, knowsKeys }),
        isPinned: knowsKeys,
        attempt,
      };
    }
    if (isKeyLost && (lane.class === 'high' || repeats > 0)) return withoutTry(sending, 'unknown', 'answer_lost');
    if (claimed.message === null) return withoutTry(sending, 'failed', 'render_failed');
    // Nothing was sent yet: where the database cannot be asked, the delivery goes back instead of waiting for its lease as one that may have gone out.
    const reach = await this.reachability.of(lane, claimed, open.kind).catch(() => ({ again: ASK_AGAIN, reason: '' as const }));
    if ('status' in reach) return withoutTry(sending, reach.status, reach.reason);
    if ('again' in reach) {
      const status = attempts === 0 ? 'queued' : 'retrying';
      const isPinned = tried.knowsKeys && isHeldHere;
      return { ...withoutTry(sending, status, reach.reason), again: reach.again, isPinned, isRepeat: isKeyLost };
    }
    const rest = await this.restOf(sending, open, reach.hash);
    if (rest > 0) return { ...withoutTry(sending, 'retrying', 'recipient_limit'), again: rest };
    const started = performance.now();
    const answer = await this.send(open, {
      bankId: lane.bankId,
      deliveryId: claimed.delivery_id,
      sendKey,
      address: reach.address,
      text: claimed.message,
      fromDepartment: claimed.from_department,
      fromPerson: claimed.from_person,
      class: lane.class,
      date: claimed.date,
      tries,
      livesFor: claimed.lives_for,
      unsubscribeUrl: reach.unsubscribeUrl,
    });
    const milliseconds = answer.milliseconds ?? performance.now() - started;
    this.health.answered(lane.bankId, open, answer, milliseconds);
    this.figures.tried(lane, open.providerId, answer.outcome, Date.now() - claimed.date.getTime());
    const code = answer.outcome === 'accepted' ? '' : answer.code;
    const outcome = outcomeOf(answer, tried);
    return {
      ...withoutTry(sending, 'sent', ''),
      ...outcome,
      isRepeat: outcome.isRepeat || isKeyLost,
      isPinned: open.kind.knowsKeys && (isHeldHere || answer.outcome === 'unknown'),
      addressHash: reach.hash,
      addressShown: shownEnd(reach.address),
      receiptSeconds: answer.outcome === 'accepted' ? open.receiptSeconds : undefined,
      attempt: { providerId: open.providerId, outcome: answer.outcome, code, sendKey, milliseconds },
      references: answer.outcome === 'accepted' ? answer.references : [],
    };
  }

  /** Milliseconds for which a mailing has to wait since its address has had enough of them today. It is counted when it is first tried. */
  private restOf({ lane, claimed }: Sending, { limits }: OpenProvider, hash: string): Promise<number> | number {
    if (lane.class !== 'bulk' || limits.bulkPerDay === 0 || claimed.attempts > 0) return 0;
    return this.limits.restOf(lane.bankId, hash, limits.bulkPerDay).catch(() => 0); // the database is away: better one mailing too many than none
  }

  /** What a provider throws is a defect, and is as if the message could not be taken: it ends as dead, and others go on. */
  private async send(open: OpenProvider, outgoing: Outgoing): Promise<Answer> {
    try {
      return await open.provider.send(outgoing);
    } catch (error) {
      this.logger.error(
        `provider ${open.providerId}: ${error instanceof Error ? error.name : 'failed'} while sending ${outgoing.deliveryId}`,
      );
      return { outcome: 'temporary', code: 'DEFECT' };
    }
  }
}

/** What becomes of a delivery whose time to live has ended. Whether one that a lost worker held went out nobody knows. */
export const expired = (sending: Sending): Completion =>
  sending.claimed.is_interrupted ? withoutTry(sending, 'unknown', 'worker_lost') : withoutTry(sending, 'expired', 'time_to_live');

/** What becomes of a delivery that nobody tries to send. */
const withoutTry = ({ lane, claimed, leaseToken }: Sending, status: DeliveryStatus, reason: DeliveryReason | ''): Completion => ({
  bankId: lane.bankId,
  claimed,
  leaseToken,
  status,
  reason,
  again: undefined,
  counts: false,
  isRepeat: false,
  isPinned: false,
  addressHash: undefined,
  addressShown: '',
  receiptSeconds: undefined,
  attempt: undefined,
  references: [],
});
