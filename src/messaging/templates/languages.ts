/** A language as BCP 47 writes it, such as `es` or `pt-BR`; undefined for what is none. */
export function languageOf(tag: string): string | undefined {
  if (tag.length > 35) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** The language that there is for one that is wanted, as RFC 4647 looks it up: `es` for `es-MX`. */
export function languageAmong(there: readonly string[], wanted: string): string | undefined {
  for (let range = wanted; range !== ''; range = range.slice(0, Math.max(range.lastIndexOf('-'), 0)))
    if (there.includes(range)) return range;
  return undefined;
}
