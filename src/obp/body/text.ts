/** Bounds of a text, in characters as PostgreSQL counts them (code points). */
export interface TextBounds {
  readonly min?: number;
  readonly max: number;
}

/**
 * A JSON value as text. OBP takes numbers and booleans for texts (contract section 1.6); whole numbers that JSON
 * cannot carry exactly stay what they are, and so are refused by {@link textProblem}.
 */
export function asText(value: unknown): unknown {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value)) && Number.isFinite(value))
    return String(value);
  return value;
}

/** What is wrong with a value that should be text, as the end of a sentence that begins with the field's name. */
export function textProblem(value: unknown, { min = 0, max }: TextBounds): string | undefined {
  if (typeof value === 'number') return 'is a number too large to be exact; send it as text';
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'holds half of a surrogate pair, which is no character';
  if (value.includes('\0')) return 'holds a NUL character, which cannot be stored';
  if (value.length < min) return min === 1 ? 'must not be empty' : `must have at least ${min} characters`;
  if (value.length > max && [...value].length > max) return `must have at most ${max} characters`;
  return undefined;
}
