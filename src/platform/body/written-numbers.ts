import { randomUUID } from 'node:crypto';
import { compareDecimals, type Decimal, decimalOf } from './decimal.js';

/**
 * Where a JSON text may hold a number that parsing changes: one with an exponent, or with more than the 15 digits that every double has. It
 * may also match something that is not a number, such as digits within a string.
 */
const UNUSUAL = /\d[eE]|\d[\d.]{15}/;
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

const sources = new WeakMap<object, string>();
const written = new WeakMap<object, Map<string, Decimal>>();

/** Keeps the JSON text of a body if parsing may have changed a number. */
export function keepSource(text: string, parsed: unknown): void {
  if (typeof parsed === 'object' && parsed !== null && UNUSUAL.test(text)) sources.set(parsed, text);
}

/**
 * The body; {@link writtenNumber} knows its numbers as they were written. If parsing changed some, it is a copy in which each of these is 1
 * if it was a whole number, and 0.5 if not: so even a number that no double can hold keeps its kind.
 */
export function asWritten(body: unknown): unknown {
  const text = typeof body === 'object' && body !== null ? sources.get(body) : undefined;
  if (text === undefined || changedNumbers(text).length === 0) return body;
  const mark = randomUUID(); // cannot be guessed, so no string in the body begins with it
  const marked = text.replace(TEXT_OR_NUMBER, (token) => (isChanged(token) ? JSON.stringify(mark + token) : token));
  return JSON.parse(marked, function (this: object, key, value: unknown) {
    if (typeof value !== 'string' || !value.startsWith(mark)) return value;
    const decimal = decimalOf(value.slice(mark.length));
    written.set(this, (written.get(this) ?? new Map<string, Decimal>()).set(key, decimal));
    return decimal.exponent < 0 ? 0.5 : 1;
  });
}

/** The number at this place, if parsing changed it. */
export const writtenNumber = (holder: object | undefined, key: string | number): Decimal | undefined =>
  holder === undefined ? undefined : written.get(holder)?.get(String(key));

/** Gives a copy of an object the numbers of the original. */
export function knowingNumbersOf<Copy extends object>(original: object, copy: Copy): Copy {
  const numbers = written.get(original);
  if (numbers !== undefined) written.set(copy, numbers);
  return copy;
}

/** The numbers that parsing changed, as they were written. */
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
