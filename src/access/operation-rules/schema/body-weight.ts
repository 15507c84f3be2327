import { writtenNumber } from '../../../platform/body/written-numbers.js';
import type { SchemaCost } from './schema-cost.js';

/** Maximum work of validating one body against one schema: about 150 milliseconds at worst, and usually microseconds. */
const MOST = { valueSteps: 400_000, patternSteps: 1_000_000 } as const;
/** Characters of a text that take about as long to check as one value. */
const CHARACTERS_PER_VALUE = 16;
/** How many values take about as long to check as one exact division. */
const VALUES_PER_DIVISION = 8;

/** Whether a body is small enough to be validated against a schema of this cost. Takes time linear in the body. */
export function isBearable(body: unknown, { values, uniqueLists, divisions, patternSize }: SchemaCost): boolean {
  const weight = weigh(body);
  const onePass = values * (weight.values + weight.characters / CHARACTERS_PER_VALUE);
  const valueSteps = onePass + uniqueLists * weight.values ** 2 + divisions * weight.numbers * VALUES_PER_DIVISION;
  return valueSteps <= MOST.valueSteps && patternSize * weight.characters <= MOST.patternSteps;
}

/**
 * Counts values, numbers among them, and the characters of texts, of names, and of numbers that no double holds. Walks without
 * recursion: the depth of a body is the caller's choice.
 */
function weigh(body: unknown): { values: number; characters: number; numbers: number } {
  let [values, characters, numbers] = [0, 0, 0];
  const waiting = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    values++;
    if (typeof value === 'string') characters += value.length;
    if (typeof value === 'number') numbers++;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) characters += name.length;
      if (typeof inner === 'number') characters += writtenNumber(value, name)?.digits.length ?? 0;
      waiting.push(inner);
    }
  }
  return { values, characters, numbers };
}
