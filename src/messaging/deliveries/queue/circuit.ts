/** Answers that are looked at, and failures among them that open the circuit. */
const LAST = 20;
const FAILURES = 10;
/** Times of answers that are looked at, the fewest that say something, and the share of them that may be too slow. */
const TIMES = 100;
const FEWEST = 20;
const SLOW = 0.05;

/** How a provider did its work once, whatever became of the message. */
export interface Answered {
  readonly isGood: boolean;
  /** Of the provider; empty where it took the message. */
  readonly code: string;
  readonly milliseconds: number;
}

/** Why a circuit opens. */
export interface Failing {
  readonly reason: 'failures' | 'slow';
  /** How often each code was among the last answers; of those that were too slow none. */
  readonly codes: Readonly<Record<string, number>>;
}

/** Watches the answers of a provider: half of the last were failures of its own, or more than one in twenty took too long. */
export class Circuit {
  private last: Answered[] = [];
  private times: boolean[] = [];

  /** @returns why the circuit has to open; undefined where it need not. */
  add(answer: Answered, slowAfter: number): Failing | undefined {
    this.last.push(answer);
    if (this.last.length > LAST) this.last.shift();
    this.times.push(answer.milliseconds > slowAfter);
    if (this.times.length > TIMES) this.times.shift();
    const failed = this.last.filter(({ isGood }) => !isGood);
    if (failed.length >= FAILURES) return { reason: 'failures', codes: counted(failed) };
    const slow = this.times.filter((isSlow) => isSlow).length;
    return this.times.length >= FEWEST && slow > this.times.length * SLOW ? { reason: 'slow', codes: {} } : undefined;
  }

  /** What was before says nothing of what comes. */
  clear(): void {
    this.last = [];
    this.times = [];
  }
}

function counted(answers: readonly Answered[]): Record<string, number> {
  const codes = new Map<string, number>();
  for (const { code } of answers) codes.set(code, (codes.get(code) ?? 0) + 1);
  return Object.fromEntries(codes);
}
