import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './open-smpp.js';

const SOURCES = 'test/support/smsc';
const JARS = 'node_modules/.cache/smsc-jsmpp-3.0.2';

const runs = (command: string, ...words: string[]): boolean =>
  spawnSync(command, words, { stdio: 'ignore', timeout: 300_000 }).status === 0;

/** Has Maven get what the server needs, once. @returns what is missing on this machine; undefined where nothing is. */
export function jsmppIsMissing(): string | undefined {
  if (!runs('java', '-version')) return 'there is no Java';
  if (existsSync(join(JARS, 'jsmpp-3.0.2.jar'))) return undefined;
  mkdirSync(JARS, { recursive: true });
  const copy = [
    '-q',
    '-B',
    '-f',
    join(SOURCES, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${join(process.cwd(), JARS)}`,
  ];
  return runs('mvn', ...copy) ? undefined : 'Maven is not there, or cannot get jSMPP';
}

/** The server of `Smsc.java`, with the lines that it has printed. */
export class JsmppSmsc {
  readonly lines: string[] = [];

  private constructor(private readonly process: ChildProcess) {
    createInterface({ input: process.stdout as NodeJS.ReadableStream }).on('line', (line) => this.lines.push(line));
  }

  /** @param port where to listen; 0 for any */
  static async start(port = 0): Promise<JsmppSmsc> {
    const words = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', `${JARS}/*`, `${SOURCES}/Smsc.java`, String(port)];
    const smsc = new JsmppSmsc(spawn('java', words, { stdio: ['pipe', 'pipe', 'inherit'] }));
    await until(() => smsc.of('port').length > 0, 'a message centre that listens', 50_000);
    return smsc;
  }

  get port(): number {
    return Number(this.of('port')[0]?.[0]);
  }

  /** The words of every line that begins with this one. */
  of(kind: string): string[][] {
    return this.lines.map((line) => line.split(' ')).flatMap(([first, ...words]) => (first === kind ? [words] : []));
  }

  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }
}
