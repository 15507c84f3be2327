import pLimit from 'p-limit';
import { ObpError } from '../../errors/obp-error.js';
import { type Clock, CLOCK } from '../clock.js';

/** Maximum tasks that may wait for their turn. */
const MOST_WAITING = 100;

/**
 * Does one thing at a time, and then pauses for as long as it took. So it never uses more than half of the process, whatever strangers ask
 * for (decision 66).
 */
export class HalfTurns {
  private readonly turns = pLimit(1);

  constructor(private readonly clock: Clock = CLOCK) {}

  /** @throws ObpError OBP-10040 (503) when too many are waiting. */
  take<Result>(work: () => Result): Promise<Result> {
    if (this.turns.pendingCount >= MOST_WAITING) throw new ObpError('ServiceBusy');
    return new Promise((resolve, reject) => {
      void this.turns(async () => {
        const began = this.clock.now();
        try {
          resolve(work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        await this.clock.sleep(this.clock.now() - began);
      });
    });
  }
}
