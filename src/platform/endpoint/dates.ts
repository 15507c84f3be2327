const PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Reads `yyyy-MM-dd'T'HH:mm:ss'Z'` (contract section 1.8); undefined for anything else, as for 30 February. */
export function obpDate(text: string): Date | undefined {
  if (!PATTERN.test(text)) return undefined;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && formatDate(date) === text ? date : undefined;
}

/** Writes a moment as OBP does: UTC, to the second. */
export const formatDate = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** Like {@link formatDate}, with null for no date. */
export const formatOptionalDate = (date: Date | null): string | null => (date === null ? null : formatDate(date));
