import { randomUUID } from 'node:crypto';
import { compareDecimals, type Decimal, decimalOf } from './decimal.js';

/**
 * Where a JSON text may hold a number of which reading makes another one: with an exponent, or with more digits than the 15 that
 * every double has. It may say so for what is not a number, such as a long one within a text.
 */
const UNUSUAL = /\d[eE]|\d[\d.]{15}/;
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

const sources = new WeakMap<object, string>();
const written = new WeakMap<object, Map<string, Decimal>>();

/** Keeps the JSON text of a body where reading it may have changed a number. */
export function keepSource(text: string, parsed: unknown): void {
  if (typeof parsed === 'object' && parsed !== null && UNUSUAL.test(text)) sources.set(parsed, text);
}

/**
 * The body, whose numbers {@link writtenNumber} knows as they were written. Where reading has changed some it is a copy, in which
 * each of them is 1 if it was a whole number, and 0.5 if not: so also one that no double can hold is a number of its kind.
 */
export function asWritten(body: unknown): unknown {
  const text = typeof body === 'object' && body !== null ? sources.get(body) : undefined;
  if (text === undefined || changedNumbers(text).length === 0) return body;
  const mark = randomUUID(); // not to be guessed, so no text of the body begins with it
  const marked = text.replace(TEXT_OR_NUMBER, (token) => (isChanged(token) ? JSON.stringify(mark + token) : token));
  return JSON.parse(marked, function (this: object, key, value: unknown) {
    if (typeof value !== 'string' || !value.startsWith(mark)) return value;
    const decimal = decimalOf(value.slice(mark.length));
    written.set(this, (written.get(this) ?? new Map<string, Decimal>()).set(key, decimal));
    return decimal.exponent < 0 ? 0.5 : 1;
  });
}

/** The number at this place, if reading has changed it. */
export const writtenNumber = (holder: object | undefined, key: string | number): Decimal | undefined =>
  holder === undefined ? undefined : written.get(holder)?.get(String(key));

/** Has a copy of an object know the numbers of the object. */
export function knowingNumbersOf<Copy extends object>(original: object, copy: Copy): Copy {
  const numbers = written.get(original);
  if (numbers !== undefined) written.set(copy, numbers);
  return copy;
}

/** The numbers of a parsed body that reading has changed, as they were written. */
export function numbersNotKept(body: unknown): string[] {
  const text = typeof body === 'object' && body !== null ? sources.get(body) : undefined;
  return text === undefined ? [] : changedNumbers(text);
}

const changedNumbers = (text: string): string[] => (text.match(TEXT_OR_NUMBER) ?? []).filter(isChanged);

function isChanged(token: string): boolean {
  if (token.startsWith('"') || !UNUSUAL.test(token)) return false;
  const read = Number(token);
  return !Number.isFinite(read) || compareDecimals(decimalOf(token), decimalOf(String(read))) !== 0;
}
