/** Answers that are looked at. */
const LAST = 20;
/** Failures among them that open the circuit. */
const FAILURES = 10;
/** Milliseconds until one message is let through to see. */
const REST = 15_000;

/**
 * A circuit breaker: closed while a provider works, open when half of the last answers were failures of the provider itself, and after a
 * rest half open: one message is let through, whose answer closes or opens it again.
 */
export class Circuit {
  private readonly last: boolean[] = [];
  private openUntil: number | undefined;
  private isProbing = false;

  /** @param changed is told when it opens and when it closes. */
  constructor(
    private readonly changed: (isOpen: boolean) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isOpen(): boolean {
    return this.openUntil !== undefined;
  }

  /** How many messages may be sent now: none, one to see, or as many as there are. */
  get allowance(): number {
    if (this.openUntil === undefined) return Infinity;
    return this.now() >= this.openUntil && !this.isProbing ? 1 : 0;
  }

  /**
   * To be called before messages are taken.
   *
   * @returns whether the circuit is open, so that what is taken is the one to see: {@link released} has to be called for it.
   */
  probe(): boolean {
    if (this.openUntil === undefined) return false;
    this.isProbing = true;
    return true;
  }

  /** The message to see has been dealt with, or there was none. Where nobody answered for it, another may be let through. */
  released(): void {
    this.isProbing = false;
  }

  /** @param isGood whether the provider did its work, whatever became of the message. */
  answered(isGood: boolean): void {
    if (this.openUntil !== undefined) {
      if (!this.isProbing) return; // of a message that was sent before it opened
      this.isProbing = false;
      if (isGood) this.close();
      else this.openUntil = this.now() + REST;
      return;
    }
    this.last.push(isGood);
    if (this.last.length > LAST) this.last.shift();
    if (this.last.filter((good) => !good).length >= FAILURES) this.open();
  }

  private open(): void {
    this.openUntil = this.now() + REST;
    this.last.length = 0;
    this.changed(true);
  }

  private close(): void {
    this.openUntil = undefined;
    this.changed(false);
  }
}
