/** A name and a value, before any encoding. */
export type Pair = readonly [name: string, value: string];

/** Percent-encoding of RFC 5849 section 3.6: everything but letters, digits, `-`, `.`, `_` and `~`, in UTF-8. */
export const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Decodes percent-encoding; badly encoded text is left unchanged. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads a query or a form: `a=1&b=2`, percent-encoded, with `+` for a blank (RFC 5849 section 3.4.1.3.1).
 *
 * @param emptyToo whether nothing between two `&` is a pair of an empty name and an empty value.
 */
export function readForm(text: string, emptyToo = false): Pair[] {
  const parts = text.split('&').filter((part) => emptyToo || part !== '');
  return parts.map((part): Pair => {
    const at = part.indexOf('=');
    const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))];
  });
}

/** Writes a form: what `POST /oauth/initiate` and `POST /oauth/token` answer with. */
export const writeForm = (pairs: readonly Pair[]): string => pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
