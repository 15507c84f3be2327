import { isUtf8 } from 'node:buffer';
import { parse } from 'secure-json-parse';
import { keepSource } from '../body/written-numbers.js';
import { ObpError } from '../errors/obp-error.js';

/** Deepest nesting of a body: more than any operation needs, and little enough for code that walks a body recursively. */
const MAX_DEPTH = 100;

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * @returns undefined for an empty body. The last value of a repeated key counts (decision 6).
 * @throws ObpError OBP-10001 saying what is wrong: not UTF-8, nested too deeply, not JSON, or keys that allow prototype poisoning.
 */
export function parseJson(body: Buffer, { depth } = shapeOf(body)): unknown {
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw new ObpError('InvalidJson', ' The body is not valid UTF-8.');
  if (depth > MAX_DEPTH) throw new ObpError('InvalidJson', ` The body is nested deeper than ${MAX_DEPTH} levels.`);
  try {
    const text = body.toString('utf8');
    const parsed: unknown = parse(text, null, { protoAction: 'error', constructorAction: 'error' });
    keepSource(text, parsed);
    return parsed;
  } catch (error) {
    throw new ObpError('InvalidJson', ` ${(error as Error).message}`);
  }
}

interface Shape {
  /** How many objects and lists are within each other. */
  readonly depth: number;
  /** Roughly how many values there are, including nested ones. */
  readonly values: number;
}

/** Counts brackets and commas outside strings: so the cost of a body is known before anything is built from it. */
export function shapeOf(json: Buffer): Shape {
  let [depth, deepest, values] = [0, 0, 1];
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfText(json, at);
    else if (byte === COMMA) values++;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values++;
      if (++depth > deepest) deepest = depth;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return { depth: deepest, values };
}

/** The position of the closing quote of the string that begins here; past the end if it has none. */
function endOfText(json: Buffer, start: number): number {
  for (let at = json.indexOf(QUOTE, start + 1); at >= 0; at = json.indexOf(QUOTE, at + 1)) {
    let escapes = 0;
    while (json[at - 1 - escapes] === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return json.length;
}
