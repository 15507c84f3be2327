/* What one tab remembers, as JSON. Storage may be forbidden, or contain something that we did not write: then there is nothing. */

export function recallInTab<Value>(key: string): Value | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? 'null') as Value | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined: nothing any more. */
export function rememberInTab(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // It is kept no longer than the page.
  }
}
