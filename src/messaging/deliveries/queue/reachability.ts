import { Injectable } from '@nestjs/common';
import { DeliverySettings } from '../../preferences/delivery-settings.js';
import { isOptedOut } from '../../preferences/opt-outs.js';
import { quietUntil } from '../../preferences/quiet-hours.js';
import { UnsubscribeLinks } from '../../preferences/unsubscribe-links.js';
import type { ProviderKind } from '../../providers/provider.js';
import { AddressHashes } from '../../suppressions/address-hashes.js';
import { addressOf } from '../../suppressions/addresses.js';
import { isStopped, SuppressionList } from '../../suppressions/suppression-list.js';
import type { DeliveryReason } from '../delivery-reasons.js';
import type { ClaimedDelivery } from './delivery-queue.repository.js';
import type { Lane } from './lane.js';

/** Where a delivery goes, or why it does not go there now. */
export type Reach =
  | { readonly address: string; readonly hash: string; readonly unsubscribeUrl: string | undefined }
  | { readonly status: 'suppressed' | 'failed'; readonly reason: DeliveryReason }
  | { readonly again: number; readonly reason: DeliveryReason };

type Asked = Pick<ProviderKind, 'name' | 'isOptedOut'>;

/** Says of a delivery that was just claimed whether its customer may be reached, where, and when. */
@Injectable()
export class Reachability {
  constructor(
    private readonly settings: DeliverySettings,
    private readonly suppressions: SuppressionList,
    private readonly hashes: AddressHashes,
    private readonly links: UnsubscribeLinks,
  ) {}

  async of({ bankId, channel, class: urgency }: Lane, claimed: ClaimedDelivery, kind: Asked): Promise<Reach> {
    const optOuts = { mailingsOff: claimed.mailings_off ?? [], channelsOff: claimed.channels_off ?? [] };
    if (isOptedOut(optOuts, channel, urgency)) return { status: 'suppressed', reason: 'opted_out' };
    const settings = await this.settings.of(bankId);
    const customer = { mobile_phone_number: claimed.mobile_phone_number ?? '', email: claimed.email ?? '' };
    const found = addressOf(customer, channel, settings.country, kind.name === 'simulator');
    if ('reason' in found) return { status: found.reason === 'no_address' ? 'suppressed' : 'failed', reason: found.reason };
    const { address } = found;
    if (kind.isOptedOut?.(address) === true) return { status: 'suppressed', reason: 'opted_out' };
    const hashes = this.hashes.of(bankId, channel, address);
    const reason = claimed.has_suppressions ? await this.suppressions.reasonOf(bankId, hashes) : undefined;
    if (reason !== undefined && isStopped(reason, urgency)) return { status: 'suppressed', reason: 'address_suppressed' };
    const { quietHours, timeZone } = settings;
    if (quietHours?.classes.includes(urgency) === true) {
      const until = quietUntil(claimed.claimed_at, claimed.time_zone || timeZone, quietHours);
      if (until !== undefined) {
        const again = until - claimed.claimed_at;
        return { again, reason: again < claimed.lives_for ? 'quiet_hours' : 'expires_in_quiet_hours' };
      }
    }
    const isMailing = channel === 'email' && urgency === 'bulk';
    return { address, hash: hashes[0], unsubscribeUrl: isMailing ? this.links.of({ bankId, customerId: claimed.customer_id }) : undefined };
  }
}
