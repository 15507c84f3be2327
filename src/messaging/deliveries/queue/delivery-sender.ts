import { hkdfSync } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { secretsKeys } from '../../../platform/config/persisted-secret.js';
import type { OpenProvider } from '../../providers/open-providers.js';
import type { Answer, Outgoing } from '../../providers/provider.js';
import { addressOf, hashAddress, shownEnd } from '../addresses.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import type { DeliveryStatus } from '../delivery-status.js';
import type { ClaimedDelivery, Completion } from './delivery-queue.repository.js';
import { DeliveryFigures } from './delivery.metrics.js';
import type { Lane } from './lane.js';
import { outcomeOf } from './outcome.js';
import { ProviderHealth } from './provider-health.js';

/** Seconds for which a receipt is waited for. A mail server says nothing more of a mail that was delivered. */
const RECEIPT_SECONDS = { sms: 72 * 3600, email: undefined, webhook: undefined } as const;
/** A delivery that this process holds, and by which claim. */
export interface Sending {
  readonly lane: Lane;
  readonly claimed: ClaimedDelivery;
  readonly leaseToken: string;
}

/** Makes one try: finds out where to, sends, and says what follows from the answer. */
@Injectable()
export class DeliverySender {
  private readonly logger = new Logger(DeliverySender.name);
  private readonly addressKey: Buffer;

  constructor(
    private readonly health: ProviderHealth,
    readonly figures: DeliveryFigures,
    @Inject(CONFIG) config: Config,
  ) {
    this.addressKey = Buffer.from(hkdfSync('sha256', secretsKeys(config)[0] ?? '', '', 'customer-messages addresses v1', 32));
  }

  async try(sending: Sending, open: OpenProvider): Promise<Completion> {
    const { lane, claimed } = sending;
    if (claimed.is_expired) return expired(sending);
    const { tries, attempts, repeats } = claimed;
    const tried = { class: lane.class, tries, attempts, repeats, knowsKeys: open.kind.knowsKeys };
    const sendKey = `${claimed.delivery_id}-${claimed.send_number}`;
    if (claimed.is_interrupted) {
      // A key is of use with the provider alone that may have got the message before.
      const knowsKeys = tried.knowsKeys && claimed.held_for === open.providerId;
      const attempt = { providerId: claimed.held_for || open.providerId, outcome: 'interrupted', code: '', sendKey, milliseconds: 0 };
      return { ...withoutTry(sending, 'retrying', ''), ...outcomeOf({ outcome: 'interrupted' }, { ...tried, knowsKeys }), attempt };
    }
    if (claimed.message === null) return withoutTry(sending, 'failed', 'render_failed');
    const customer = { mobile_phone_number: claimed.mobile_phone_number ?? '', email: claimed.email ?? '' };
    const found = addressOf(customer, lane.channel, '', open.kind.name === 'simulator');
    if ('reason' in found) return withoutTry(sending, 'failed', found.reason);
    const started = performance.now();
    const answer = await this.send(open, {
      bankId: lane.bankId,
      deliveryId: claimed.delivery_id,
      sendKey,
      address: found.address,
      text: claimed.message,
      fromDepartment: claimed.from_department,
      fromPerson: claimed.from_person,
      class: lane.class,
      date: claimed.date,
      unsubscribeUrl: undefined,
    });
    const { circuit } = this.health.of(lane.bankId, open);
    circuit.answered(answer.outcome !== 'unavailable' && answer.outcome !== 'unknown');
    this.figures.tried(lane, open.providerId, answer.outcome, Date.now() - claimed.date.getTime());
    const code = answer.outcome === 'accepted' ? '' : answer.code;
    return {
      ...withoutTry(sending, 'sent', ''),
      ...outcomeOf(answer, tried),
      addressHash: hashAddress(this.addressKey, lane.bankId, lane.channel, found.address),
      addressShown: shownEnd(found.address),
      receiptSeconds: answer.outcome === 'accepted' ? RECEIPT_SECONDS[lane.channel] : undefined,
      attempt: { providerId: open.providerId, outcome: answer.outcome, code, sendKey, milliseconds: performance.now() - started },
      references: answer.outcome === 'accepted' ? answer.references : [],
    };
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
  addressHash: undefined,
  addressShown: '',
  receiptSeconds: undefined,
  attempt: undefined,
  references: [],
});
