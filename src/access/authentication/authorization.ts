import type { Pair } from './oauth1/encoding.js';

/** Schemes that we know, by lower-case name: scheme names are case-insensitive (RFC 9110, section 11.1). */
export type Scheme = 'oauth' | 'bearer' | 'dpop' | 'directlogin' | 'gatewaylogin';

/** What an `Authorization` header says. */
export interface Authorization {
  /** Undefined for a scheme that we do not know. */
  readonly scheme: Scheme | undefined;
  /** What follows the scheme's name: a token, or parameters for {@link readParameters}. */
  readonly rest: string;
}

const FIRST = /^\s*(oauth|bearer|dpop|gatewaylogin|directlogin)(?:\s+|$)/i;

/** OBP also removes the word if nothing separates it from the first parameter. */
const DIRECT_LOGIN = /^\s*directlogin/i;

/** Schemes that OBP also finds after other words (contract section 3.1), in its order. */
const ANYWHERE = (['oauth', 'bearer', 'directlogin', 'gatewaylogin'] as const).map((scheme) => ({
  scheme,
  word: new RegExp(String.raw`(?<![^\s,])${scheme}(?![^\s,])`, 'i'),
}));
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/**
 * Reads `scheme rest`. The scheme is the first word (RFC 9110, section 11.4); if we do not know that one, a later word. Text in quotes is
 * never a scheme's name.
 */
export function readAuthorization(header: string): Authorization {
  const [begin, first] = FIRST.exec(header) ?? [];
  if (begin !== undefined && first !== undefined) {
    return { scheme: first.toLowerCase() as Scheme, rest: header.slice(begin.length).trimEnd() };
  }
  if (DIRECT_LOGIN.test(header)) return { scheme: 'directlogin', rest: header.replace(DIRECT_LOGIN, '').trim() };
  const unquoted = header.replace(QUOTED, (quoted) => '"'.repeat(quoted.length));
  for (const { scheme, word } of ANYWHERE) {
    const { index } = word.exec(unquoted) ?? {};
    if (index !== undefined) return { scheme, rest: `${header.slice(0, index)}${header.slice(index + scheme.length)}`.trim() };
  }
  return { scheme: undefined, rest: header.trim() };
}

/** The parameters of a `DirectLogin` header, which may begin with the word. */
export const readDirectLoginHeader = (header: string): Pair[] => readParameters(header.replace(DIRECT_LOGIN, ''));

/** A value in quotes, up to the next comma; in it a backslash escapes characters that would end or change it. */
const QUOTED_VALUE = /\s*"((?:[^"\\]|\\.)*)"\s*(?=,|$)/y;
const PLAIN_VALUE = /[^,]*/y;
const NAME = /[\s,]*([^=,]*)(=?)/y;

/**
 * Reads `name=value, name="value"`: quoted strings are read before commas cut them (RFC 9110, sections 5.6.4 and 11.2).
 * Blanks are allowed anywhere in between. In quotes `\"` and `\\` are a quote and a backslash; before anything else a backslash is a plain
 * character, since OBP's clients do not double it, and RFC 9110 wants none there. A value that is not a proper quoted string, for example
 * because a quote is missing, ends at the comma, and loses a quote at either end, as at OBP (contract section 3.2.1).
 *
 * @returns names and values as they came, including empty values; parts without `=` are left out.
 */
export function readParameters(text: string): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at < text.length;) {
    const [begin = '', name = '', equals] = match(NAME, text, at);
    at += begin.length;
    if (equals === '') continue;
    const [quoted, inside] = match(QUOTED_VALUE, text, at);
    const [plain = ''] = quoted === undefined ? match(PLAIN_VALUE, text, at) : [quoted];
    at += plain.length;
    pairs.push([name.trim(), inside?.replace(/\\(["\\])/g, '$1') ?? plain.trim().replace(/^"|"$/g, '')]);
  }
  return pairs;
}

function match(pattern: RegExp, text: string, at: number): (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}
