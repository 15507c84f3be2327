import type { Logger } from '@nestjs/common';
import { failureOf } from '../../../platform/database/database.js';

/** Says each kind of trouble once, not every second, and without the text of the error, which may quote a row. */
export class Trouble {
  private latest = '';

  constructor(
    private readonly logger: Logger,
    private readonly what: string,
  ) {}

  say(error: unknown): void {
    const failure = failureOf(error);
    if (failure !== this.latest) this.logger.warn(`${this.what} (${failure}); tried again`);
    this.latest = failure;
  }

  /** The next one is said, whatever it is. */
  over(): void {
    this.latest = '';
  }
}
