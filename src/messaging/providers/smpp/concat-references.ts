import { randomInt } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Recipients whose last reference is remembered. */
const RECIPIENTS = 10_000;

/**
 * References of messages in parts, by which a phone knows what belongs together. There are only 256, so each recipient has a count of its
 * own, which begins anywhere: other processes send to the same numbers.
 */
export class ConcatReferences {
  private readonly last = new LRUCache<string, number>({ max: RECIPIENTS });

  next(recipient: string): number {
    const reference = ((this.last.get(recipient) ?? randomInt(256)) + 1) % 256;
    this.last.set(recipient, reference);
    return reference;
  }
}
