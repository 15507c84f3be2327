import { Injectable } from '@nestjs/common';
import { CallCounts, type CallWindow } from '../../../access/rate-limits/counts/call-counts.js';
import { ObpError } from '../../../platform/errors/obp-error.js';

/** Calls from one address within a minute that only said that they came from a provider: from one, and from all. */
export const MOST_REFUSED = 300;
const MOST_REFUSED_OF_ALL = 3_000;
/** Calls of one provider within a minute. */
export const MOST_TAKEN = 60_000;

const minute = (key: string, limit: number): CallWindow => ({ key, period: 'minute', limit, seconds: 60 });
const refusedOf = ({ address, bankId, providerId }: Caller): CallWindow[] => [
  minute(`callbacks-refused:${address}/${bankId}/${providerId}`, MOST_REFUSED),
  minute(`callbacks-refused:${address}`, MOST_REFUSED_OF_ALL),
];

interface Caller {
  readonly address: string;
  readonly bankId: string;
  readonly providerId: string;
}

/**
 * How often callbacks are taken. Calls that somebody forges count for their address, so that they keep nobody else from calling, and there for
 * each provider apart: a gateway calls for many banks from the same addresses, and one of them may have changed its secret.
 */
@Injectable()
export class CallbackLimits {
  constructor(private readonly counts: CallCounts) {}

  /** @throws ObpError OBP-98312 (429) for an address from which too many calls were refused. */
  async refuseForger(caller: Caller): Promise<void> {
    const windows = refusedOf(caller);
    const counts = await this.counts.read(windows);
    if (windows.some(({ limit }, index) => (counts[index]?.calls ?? 0) >= limit)) throw new ObpError('TooManyCallbacks');
  }

  async countRefused(caller: Caller): Promise<void> {
    await this.counts.take(refusedOf(caller), 1);
  }

  /** Counts a call that came from the provider. @throws ObpError OBP-98312 (429) for one too many. */
  async count(bankId: string, providerId: string): Promise<void> {
    const { granted } = await this.counts.take([minute(`callbacks:${bankId}/${providerId}`, MOST_TAKEN)], 1);
    if (granted === 0) throw new ObpError('TooManyCallbacks');
  }
}
