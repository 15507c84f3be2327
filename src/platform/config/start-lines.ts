/** What a process prints when it starts and ends, outside the log. */
export interface StartLines {
  /** To standard output. */
  print(text: string): void;
  /** To standard error: what is wrong, and why the process ends. */
  printError(text: string): void;
}

/** As `LOG_LEVEL` names them, and as the log writes them. */
const LEVELS = { info: 30, error: 50 } as const;

const write = (stream: NodeJS.WriteStream, line: string): void => void stream.write(`${line}\n`);

/** For people: text as it is. */
const PLAIN: StartLines = {
  print: (text) => write(process.stdout, text),
  printError: (text) => write(process.stderr, text),
};

/** For programs that read logs: a JSON line each. Of a text laid out for people, only the first line. */
const JSON_LINES: StartLines = {
  print: (text) => write(process.stdout, jsonLine('info', text.trim().split('\n', 1)[0] ?? '')),
  printError: (text) => write(process.stderr, jsonLine('error', text)),
};

export const startLines = (production: boolean): StartLines => (production ? JSON_LINES : PLAIN);

/** In the form of the log, without loading what writes the log: it may be what fails. */
function jsonLine(level: keyof typeof LEVELS, msg: string): string {
  return JSON.stringify({ level: LEVELS[level], time: new Date().toISOString(), msg });
}
