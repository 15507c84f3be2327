import { parseEnv } from 'node:util';
import { meantVariable } from './meant-variable.js';

const NAMED = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=[ \t]*(.*)$/s;
const QUOTES = ['"', "'", '`'];

/** What a file `.env` says, and what is wrong with it; a problem names lines and variables, and never shows a value. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly problems: readonly string[];
}

/**
 * Reads a file `.env` as Node.js does, and refuses what Node.js would silently leave out, cut off or overwrite: a line that is neither
 * empty nor a comment nor `NAME=value`, a quote that does not end, a `#` within a value, a name that occurs twice. Names that are nearly
 * ours are refused too: the file belongs to the service, so they are mistakes. All other names are left alone.
 */
export function readEnvFile(content: string): EnvFile {
  const text = content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines = text.split('\n');
  const problems: string[] = [];
  const seen = new Map<string, number>();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s*(#|$)/.test(line)) continue;
    const say = (what: string): void => void problems.push(`.env line ${at + 1}: ${what}`);
    const [, name, value = ''] = NAMED.exec(line) ?? [];
    if (name === undefined) {
      say('neither a comment nor NAME=value');
      continue;
    }
    const first = seen.get(name);
    if (first === undefined) seen.set(name, at + 1);
    else say(`${name} is there a second time, first in line ${first}`);
    const meant = meantVariable(name);
    if (meant !== undefined) say(`${name} is no variable of this service; ${meant} is`);
    const last = endOf(lines, at, value);
    if (typeof last === 'string') say(`${name}: ${last}`);
    else at = last;
  }
  const values = parseEnv(text);
  if (problems.length === 0)
    for (const [name, line] of seen) if (values[name] === undefined) problems.push(`.env line ${line}: ${name} cannot be read`);
  return { values, problems };
}

/** The index of the line on which a value ends, or what is wrong with it. */
function endOf(lines: readonly string[], at: number, value: string): number | string {
  const quote = value.charAt(0);
  if (!QUOTES.includes(quote)) {
    // Node.js treats the rest as a comment: only half of a password would be left.
    return /[^\s]#/.test(value) ? 'put the value in quotes, or # begins a comment' : at;
  }
  let rest = value.slice(1);
  for (let last = at; last < lines.length; rest = lines[++last] ?? '') {
    const end = rest.indexOf(quote);
    if (end < 0) continue;
    return /^\s*(#|$)/.test(rest.slice(end + 1)) ? last : 'there is something after the closing quote';
  }
  return 'the quote does not end';
}
