/** Where a text stops being JSON; counted from 1. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  /** Whether the text is JSON as far as it goes, but ends before it is complete. */
  readonly ends: boolean;
}

/** One token after any blanks: a sign, a text, or a number or word. */
const TOKEN =
  /[ \t\n\r]*(?:([[\]{}:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const BLANKS = /[ \t\n\r]*/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

/**
 * Why a text is not JSON; undefined if it is. Browsers word and locate this differently, or not at all, and only in English.
 */
export function jsonProblem(text: string): JsonProblem | undefined {
  const open: string[] = []; // the brackets that are open
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const [whole, sign, string] = TOKEN.exec(text) ?? [];
    if (whole === undefined) break;
    const next = after(expected, sign ?? (string === undefined ? 'value' : 'string'), open);
    if (next === undefined) break;
    expected = next;
    at += whole.length;
  }
  BLANKS.lastIndex = at;
  const stopped = at + (BLANKS.exec(text)?.[0].length ?? 0);
  const ends = stopped === text.length;
  if (ends && expected === ', or end' && open.length === 0) return undefined;
  const lines = text.slice(0, stopped).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, ends };
}

/** What may follow a token, keeping track of the brackets; undefined when the token is not allowed there. */
function after(expected: Expected, token: string, open: string[]): Expected | undefined {
  const within = open.at(-1);
  if (expected === ':') return token === ':' ? 'value' : undefined;
  if (expected.startsWith('key') && token === 'string') return ':';
  const closes = { '{': '}', '[': ']' }[within ?? ''] === token && expected !== 'key' && expected !== 'value';
  if (closes) {
    open.pop();
    return ', or end';
  }
  if (expected === ', or end') return token === ',' && within !== undefined ? (within === '{' ? 'key' : 'value') : undefined;
  if (expected.startsWith('key')) return undefined;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  return token === 'string' || token === 'value' ? ', or end' : undefined;
}
