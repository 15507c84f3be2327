import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { shared } from './client.js';

/** The parser of Node.js before 20.19.2 takes some of what is not HTTP. */
export const IS_PARSER_STRICT = Number.parseInt(String(process.versions.llhttp)) >= 9;

/** An answer as it came over the socket. */
export interface RawAnswer {
  readonly status: number;
  readonly reason: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly text: string;
}

/**
 * Writes bytes to a socket as they are, one part after the other, and reads until the service closes it.
 *
 * @param ends whether the client ends its side once all is written.
 * @returns the answers in the order in which they came; fails when the service does not close within ten seconds.
 */
export async function exchangeRaw(parts: readonly (string | Buffer)[], base = shared().url, ends = false): Promise<RawAnswer[]> {
  const { hostname, port } = new URL(base);
  const socket = net.connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (data) => received.push(data));
  const closed = new Promise<void>((resolve, reject) => {
    socket.setTimeout(10_000, () => {
      socket.destroy();
      reject(new Error(`the service did not close the connection; it sent: ${Buffer.concat(received).toString()}`));
    });
    // A reset after the answer is how a server closes while bytes are still coming in.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
  for (const [index, part] of parts.entries()) {
    if (index > 0) await sleep(20);
    if (!socket.destroyed) socket.write(part);
  }
  if (ends) socket.end();
  await closed;
  return parseAnswers(Buffer.concat(received).toString('utf8'));
}

function parseAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; rest !== '';) {
    const end = rest.indexOf('\r\n\r\n');
    const [statusLine = '', ...lines] = rest.slice(0, end).split('\r\n');
    const [, status, reason = ''] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(statusLine) ?? [];
    if (end < 0 || status === undefined) throw new Error(`not an answer: ${JSON.stringify(rest.slice(0, 200))}`);
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    // Every answer of ours has a length; texts in these tests are ASCII.
    const length = Number(headers['content-length'] ?? 0);
    answers.push({
      status: Number(status),
      reason,
      headers,
      body: rest.slice(end + 4, end + 4 + length),
      text: rest.slice(0, end + 4 + length),
    });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
