import { RE2JS } from 're2js';
import { PatternError, translatePattern } from './translate-pattern.js';

/**
 * A regular expression that is matched in time linear in the text, whatever the pattern: by RE2's automata instead of
 * backtracking. It matches what ECMA-262 (with its flag `u`) matches; what automata cannot do is refused (decision 14).
 */
export interface LinearPattern {
  test(text: string): boolean;
  /** How many steps a character of the text may take. */
  readonly size: number;
  /** The pattern as it was written. */
  toString(): string;
}

/** @throws PatternError for what is not a pattern, or none that can be matched in linear time. */
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
