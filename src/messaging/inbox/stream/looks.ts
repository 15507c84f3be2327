/** Milliseconds between two looks at a bank, however much it stores. */
const APART = 100;
/** Banks that are looked at at the same time. */
const AT_ONCE = 2;

/** Looks at banks: one look at each at a time, and soon again where something came meanwhile. */
export class Looks {
  private readonly running = new Map<string, Promise<void>>();
  private readonly due = new Map<string, NodeJS.Timeout>();
  private readonly last = new Map<string, number>();

  /** @param failed is told why a look did not succeed; the next round looks again. */
  constructor(
    private readonly look: (bankId: string) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Something was stored at the bank. One that nobody follows is not looked at. */
  soon(bankId: string): void {
    const before = this.last.get(bankId);
    if (before === undefined || this.due.has(bankId)) return;
    const timer = setTimeout(
      () => {
        this.due.delete(bankId);
        void this.at(bankId).catch(this.failed);
      },
      Math.max(0, before + APART - performance.now()),
    );
    this.due.set(bankId, timer.unref());
  }

  /** Looks at these banks, and from now on at no others. @returns whether each could be looked at. */
  async all(bankIds: ReadonlySet<string>): Promise<boolean> {
    for (const bankId of this.last.keys()) if (!bankIds.has(bankId)) this.last.delete(bankId);
    const waiting = bankIds.values();
    let done = true;
    const lookOn = async (): Promise<void> => {
      for (const bankId of waiting)
        await this.at(bankId).catch((error: unknown) => {
          done = false; // the trouble of one bank holds up no other
          this.failed(error);
        });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lookOn));
    return done;
  }

  end(): void {
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
  }

  private async at(bankId: string): Promise<void> {
    while (this.running.has(bankId)) await this.running.get(bankId)?.catch(() => undefined);
    this.last.set(bankId, performance.now());
    const running = this.look(bankId);
    this.running.set(bankId, running);
    try {
      await running;
    } finally {
      if (this.running.get(bankId) === running) this.running.delete(bankId);
    }
  }
}
