/** How much a {@link ReadBatcher} does at a time. */
export interface ReadGroupLimits {
  /** Statements that run beside each other. Reads that come while so many are under way wait for each other's company. */
  readonly lanes: number;
  /** Reads in one statement at most: it is answered as a whole, so what it finds has to fit into memory. */
  readonly size: number;
}

interface WaitingRead<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads that wait at the same time share one round trip. A read that comes alone is asked for at once; under load as
 * many as arrived while others were under way go together, so that the busier the service is, the less a read costs.
 *
 * Each caller's statement begins after the call, so it sees whatever was committed before.
 */
export class ReadBatcher<Question, Answer> {
  /** By what can be asked for together; the oldest first. */
  private readonly waiting = new Map<string, WaitingRead<Question, Answer>[]>();
  private running = 0;
  private gathering = false;

  /**
   * @param ask answers questions of one kind, in their order.
   * @param standsAlone whether the failure of a group may be the fault of one question in it.
   */
  constructor(
    private readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly standsAlone: (error: unknown) => boolean,
    private readonly limits: ReadGroupLimits,
  ) {}

  read(kind: string, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const read = { question, resolve, reject };
      const company = this.waiting.get(kind);
      if (company === undefined) this.waiting.set(kind, [read]);
      else company.push(read);
      this.gather();
    });
  }

  /** Lets the requests come in that have arrived already, which takes no longer than to look at them. */
  private gather(): void {
    if (this.gathering || this.running >= this.limits.lanes) return;
    this.gathering = true;
    setImmediate(() => {
      this.gathering = false;
      while (this.running < this.limits.lanes && this.waiting.size > 0) void this.run(this.next());
    });
  }

  /** The group that waits longest. */
  private next(): WaitingRead<Question, Answer>[] {
    const [[kind, reads] = ['', []]] = this.waiting;
    this.waiting.delete(kind);
    const rest = reads.splice(this.limits.size);
    if (rest.length > 0) this.waiting.set(kind, rest);
    return reads;
  }

  private async run(group: readonly WaitingRead<Question, Answer>[]): Promise<void> {
    this.running++;
    try {
      const answers = await this.ask(group.map(({ question }) => question));
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (group.length > 1 && this.standsAlone(error)) for (const read of group) void this.run([read]);
      else for (const { reject } of group) reject(error);
    } finally {
      this.running--;
      this.gather();
    }
  }
}
