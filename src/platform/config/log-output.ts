import { write, writeSync } from 'node:fs';
import { Counter } from 'prom-client';

/** Maximum bytes of one write: a pipe takes that many atomically (`PIPE_BUF`), so lines of several workers do not mix. */
const WRITE = 4_096;
/** Characters that may wait for the reader of standard output; beyond that, lines are dropped and counted. */
const WAITING = 4 * 1024 * 1024;
/** Milliseconds until the next attempt when the reader takes nothing. */
const RETRY = 50;
/** Maximum attempts when the process ends. */
const LAST_TRIES = 20;

const dropped = new Counter({
  name: 'customer_messages_log_lines_dropped_total',
  help: 'Log lines that were not written, since nobody reads standard output, or not fast enough.',
});

/**
 * Standard output for log lines (decision 62). The lines of one turn of the event loop are written together, and nobody waits for them: a
 * slow or stopped reader delays neither requests nor the end of the process. Pino's own destination would wait for ever.
 */
class LogOutput {
  /** Accessing the stream makes Node set the pipe to non-blocking, so no thread gets stuck in a write. */
  private readonly descriptor = process.stdout.fd;
  private readonly lines: string[] = [];
  private length = 0;
  private writing = false;
  private gone = false;
  /** What the reader has not taken yet. */
  private refused: Buffer | undefined;

  constructor() {
    process.on('exit', () => this.writeLast());
  }

  /** @param line ends with a line feed. */
  write(line: string): void {
    if (this.gone || this.length + line.length > WAITING) {
      dropped.inc();
      return;
    }
    this.lines.push(line);
    this.length += line.length;
    if (this.writing) return;
    this.writing = true;
    setImmediate(() => this.writeNext());
  }

  private writeNext(): void {
    if (this.lines.length === 0) this.writing = false;
    else this.send(this.take());
  }

  private send(bytes: Buffer): void {
    write(this.descriptor, bytes, (error, written) => {
      if (error !== null && error.code !== 'EAGAIN') this.giveUp();
      else if (error !== null) this.sendLater(bytes);
      else if (written < bytes.length) this.send(bytes.subarray(written));
      else this.writeNext();
    });
  }

  private sendLater(bytes: Buffer): void {
    this.refused = bytes;
    setTimeout(() => {
      this.refused = undefined;
      this.send(bytes);
    }, RETRY).unref();
  }

  /** As many lines as fit into one write, but at least one. */
  private take(): Buffer {
    let count = 0;
    let bytes = 0;
    for (const line of this.lines) {
      bytes += Buffer.byteLength(line);
      if (count > 0 && bytes > WRITE) break;
      count++;
    }
    const text = this.lines.splice(0, count).join('');
    this.length -= text.length;
    return Buffer.from(text);
  }

  /** The reader is gone for good. */
  private giveUp(): void {
    this.gone = true;
    dropped.inc(this.lines.length);
    this.lines.length = 0;
  }

  /** There is no event loop any more: the waiting lines are written here, as long as the reader takes them. */
  private writeLast(): void {
    let tries = 0;
    let bytes = this.refused ?? Buffer.alloc(0);
    while (!this.gone && (bytes.length > 0 || this.lines.length > 0)) {
      if (bytes.length === 0) bytes = this.take();
      while (bytes.length > 0) {
        try {
          bytes = bytes.subarray(writeSync(this.descriptor, bytes));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || ++tries > LAST_TRIES) return;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY);
        }
      }
    }
  }
}

let shared: LogOutput | undefined;

/** The one output of this process. */
export const logOutput = (): LogOutput => (shared ??= new LogOutput());
