export interface ReadBatcherOptions {
  /** Statements that run beside each other. Reads that come while so many are under way go together in the next. */
  readonly concurrency: number;
  /** Reads in one statement at most: it is answered as a whole, so what it finds has to fit into memory. */
  readonly maxBatchSize: number;
  /** Whether the failure of a batch may be the fault of one read in it, so that each is tried alone. */
  readonly retryAlone: (error: unknown) => boolean;
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

  /** @param ask answers questions of one kind, in their order. */
  constructor(
    private readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly options: ReadBatcherOptions,
  ) {}

  read(kind: string, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const read = { question, resolve, reject };
      const batch = this.waiting.get(kind);
      if (batch === undefined) this.waiting.set(kind, [read]);
      else batch.push(read);
      this.gather();
    });
  }

  /** Lets the requests come in that have arrived already, which takes no longer than to look at them. */
  private gather(): void {
    if (this.gathering || this.running >= this.options.concurrency) return;
    this.gathering = true;
    setImmediate(() => {
      this.gathering = false;
      while (this.running < this.options.concurrency && this.waiting.size > 0) void this.run(this.next());
    });
  }

  /** The batch that waits longest. */
  private next(): WaitingRead<Question, Answer>[] {
    const [[kind, reads] = ['', []]] = this.waiting;
    this.waiting.delete(kind);
    const rest = reads.splice(this.options.maxBatchSize);
    if (rest.length > 0) this.waiting.set(kind, rest);
    return reads;
  }

  private async run(batch: readonly WaitingRead<Question, Answer>[]): Promise<void> {
    this.running++;
    try {
      const answers = await this.ask(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (batch.length > 1 && this.options.retryAlone(error)) for (const read of batch) void this.run([read]);
      else for (const { reject } of batch) reject(error);
    } finally {
      this.running--;
      this.gather();
    }
  }
}
