import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { CallCounts } from '../rate-limits/counts/call-counts.js';

/** Says who may sign up, and how often from one address (decision 54). */
@Injectable()
export class SignUps {
  constructor(
    private readonly counts: CallCounts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws ObpError OBP-98040 or OBP-98041 (403) unless anybody may sign up. */
  refuseUnlessOpen(): void {
    if (this.config.signUp === 'closed') throw new ObpError('SignUpClosed');
    if (this.config.signUp === 'invited') throw new ObpError('SignUpByInvitation');
  }

  /** @throws ObpError OBP-98040 (403) where nobody may sign up. */
  refuseIfClosed(): void {
    if (this.config.signUp === 'closed') throw new ObpError('SignUpClosed');
  }

  /**
   * Counts a sign-up, before it costs anything.
   *
   * @param address as `clientAddress` writes it.
   * @throws ObpError OBP-98042 (429) for one too many within an hour.
   */
  async count(address: string): Promise<void> {
    const window = { key: `sign-up:${address}`, period: 'hour', limit: this.config.maxSignUpsFromAddress, seconds: 3_600 } as const;
    if ((await this.counts.take([window], 1)).granted === 0) throw new ObpError('TooManySignUps');
  }
}
