/** Bounds of a text, in characters as PostgreSQL counts them (code points). */
export interface TextBounds {
  readonly min?: number;
  readonly max: number;
  /** Whether the text must contain something visible. */
  readonly visible?: boolean;
}

/**
 * A visible character. These are not, by Unicode property: `White_Space`; controls and formats (`Cc`, `Cf`: zero-width ones, the
 * byte-order mark, what turns the direction) except the Arabic and similar signs that count as formats;
 * `Default_Ignorable_Code_Point` (fillers of Hangul, selectors of variants, tags); `Noncharacter_Code_Point`; marks that need a
 * letter to stand on (`Mn`, `Me`). Four more are blank by their names: of braille, of Egyptian, a note without a head.
 */
const VISIBLE =
  /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Mn}\p{Me}\u2800\u{13441}\u{13442}\u{1d159}]|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;

/**
 * A JSON value as text. OBP takes numbers and booleans as text (contract section 1.6); whole numbers that JSON cannot carry exactly stay
 * numbers, so {@link textProblem} refuses them.
 */
export function asText(value: unknown): unknown {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value)) && Number.isFinite(value))
    return String(value);
  return value;
}

/** What is wrong with a value that should be text, as the end of a sentence that begins with the field's name. */
export function textProblem(value: unknown, { min = 0, max, visible = false }: TextBounds): string | undefined {
  if (typeof value === 'number') return 'is a number too large to be exact; send it as text';
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'holds half of a surrogate pair, which is no character';
  if (value.includes('\0')) return 'holds a NUL character, which cannot be stored';
  if (value.length < min) return min === 1 ? 'must not be empty' : `must have at least ${min} characters`;
  if (value.length > max && [...value].length > max) return `must have at most ${max} characters`;
  if (visible && !VISIBLE.test(value)) return 'must not be of blanks and invisible characters alone';
  return undefined;
}
