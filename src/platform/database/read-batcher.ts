export interface ReadBatcherOptions {
  /** Maximum concurrent statements. Reads that arrive while that many are running share the next one. */
  readonly concurrency: number;
  /** Maximum reads in one statement: its whole result has to fit into memory. */
  readonly maxBatchSize: number;
  /** Whether one read may have caused a batch to fail, so that each is retried alone. */
  readonly retryAlone: (error: unknown) => boolean;
}

interface WaitingRead<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches concurrent reads, which share round trips that way. A single read is sent at once; under load, reads that arrive while others are
 * running share the next statement. So the busier the service is, the less a read costs.
 *
 * Each caller's statement begins after the call, so it sees everything that was committed before.
 */
export class ReadBatcher<Question, Answer> {
  /** Keyed by which reads may share a statement; the oldest first. */
  private readonly waiting = new Map<string, WaitingRead<Question, Answer>[]>();
  private running = 0;
  private gathering = false;

  /** @param ask runs the reads of one kind and returns their results in order. */
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

  /** Lets requests that have already arrived join, which takes no longer than reading them. */
  private gather(): void {
    if (this.gathering || this.running >= this.options.concurrency) return;
    this.gathering = true;
    setImmediate(() => {
      this.gathering = false;
      while (this.running < this.options.concurrency && this.waiting.size > 0) void this.run(this.next());
    });
  }

  /** The batch that has waited longest. */
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
