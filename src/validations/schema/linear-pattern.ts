import { RE2JS } from 're2js';

/** Raised with what is wrong, as the end of a sentence that begins with the pattern. */
export class PatternError extends Error {}

/**
 * A regular expression that is matched in time linear in the text, whatever the pattern: by RE2's automata instead of
 * backtracking. It takes what both ECMA-262 and RE2 know, so back references and looking around are refused. `\s`
 * stands for ASCII white space only, and `.` also for `\r`, U+2028 and U+2029.
 */
export interface LinearPattern {
  test(text: string): boolean;
  /** How many steps a character of the text may take. */
  readonly size: number;
  /** The pattern as it was written. */
  toString(): string;
}

/** @throws PatternError for what is no pattern, or none that can be matched in linear time. */
export function linearPattern(source: string): LinearPattern {
  refuseWhatIsNoPattern(source);
  // RE2 has no such reference; the translation would make letters of it.
  if ([...source.matchAll(/\\[\s\S]/g)].some(([escape]) => escape === '\\k')) throw new PatternError('uses a back reference');
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { size: compiled.programSize(), test: (text) => compiled.test(text), toString: () => source };
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, '');
    throw new PatternError(`cannot be matched in linear time, or is too large: ${reason}`);
  }
}

function refuseWhatIsNoPattern(source: string): void {
  try {
    new RegExp(source, 'u');
  } catch {
    throw new PatternError('is not a regular expression of ECMA-262');
  }
}
