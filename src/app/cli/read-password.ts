import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * A password from the terminal, unseen, or the first line of standard input. Never an argument: those can be read by
 * every user of the machine.
 */
export async function readPassword(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY;
  if (terminal) process.stderr.write('Password: ');
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
