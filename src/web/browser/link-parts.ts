/** A part of a text: words, or the address of a link. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https:\/\/[^\s<>"'`]+/gi;

/** Finds the addresses in a text: those of https alone. What ends a sentence belongs to the sentence. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(/[.,;:!?)\]}»”’]+$/, '');
    if (!URL.canParse(address) || new URL(address).protocol !== 'https:') continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index) });
    parts.push({ text: address, href: address });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
