import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import pLimit, { type LimitFunction } from 'p-limit';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ObpError } from '../../platform/errors/obp-error.js';

/** Argon2id at the minimum strength of OWASP's password storage guidance: 19 MiB, two passes, one lane. */
const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Hashes and compares passwords, a few at a time: each costs processor time and memory, and anonymous callers can
 * ask for it.
 *
 * @throws ObpError OBP-10040 with 503 when too many are waiting.
 */
@Injectable()
export class PasswordsService {
  private readonly logins: LimitFunction;
  /** Separate from logins, so that many sign-ups cannot keep known users out. */
  private readonly signUps: LimitFunction = pLimit(1);
  /** Compared with if there is no such user, so that both cases take the same time. */
  private readonly decoy = hash('no user has this password', STRENGTH);

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.logins = pLimit(config.passwordHashConcurrency);
  }

  hash(password: string): Promise<string> {
    return this.queued(this.signUps, () => hash(password, STRENGTH));
  }

  /** @param stored PHC string; null or undefined if there is nothing to compare with, which never matches. */
  async matches(password: string, stored: string | null | undefined): Promise<boolean> {
    const equal = await this.queued(this.logins, async () => verify(stored ?? (await this.decoy), password));
    return equal && stored !== null && stored !== undefined;
  }

  private queued<Result>(limit: LimitFunction, work: () => Promise<Result>): Promise<Result> {
    if (limit.pendingCount >= this.config.passwordHashQueue) throw new ObpError('ServiceBusy');
    return limit(work);
  }
}
