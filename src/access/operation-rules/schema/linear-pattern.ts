import { RE2JS } from 're2js';
import { PatternError, translatePattern } from './translate-pattern.js';

/**
 * A regular expression that is matched in linear time, whatever the pattern: with RE2's automata instead of backtracking. It matches what
 * ECMA-262 (with its flag `u`) matches; features that automata cannot support are refused (decision 14).
 */
export interface LinearPattern {
  test(text: string): boolean;
  /** How many steps a character of the text may take. */
  readonly size: number;
  /** The pattern as it was written. */
  toString(): string;
}

/** @throws PatternError for an invalid pattern, or one that cannot be matched in linear time. */
export function linearPattern(source: string): LinearPattern {
  refuseWhatIsNoPattern(source);
  const translated = translatePattern(source);
  try {
    const compiled = RE2JS.compile(translated);
    return { size: compiled.programSize(), test: (text) => compiled.test(text), toString: () => source };
  } catch (error) {
    throw new PatternError(`is too large: ${(error as Error).message.replace(/^error parsing regexp: /, '')}`);
  }
}

function refuseWhatIsNoPattern(source: string): void {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    const reason = /: ([^:]*)$/.exec((error as Error).message)?.[1];
    throw new PatternError(`is not a regular expression of ECMA-262 with its flag u${reason === undefined ? '' : `: ${reason}`}`);
  }
}
