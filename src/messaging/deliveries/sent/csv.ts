/** So that spreadsheets read the text as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What a spreadsheet takes for a formula, in half and in full width. Where its separator is not ours it divides at each `;`, tab and end of a
 * line, also of those inside our quotes; before the sign it skips blanks and quotes.
 */
const FORMULA = /(^|[;\t\r\n])(?=[^\S\t\r\n]*(?:"[^\S\t\r\n]*)*[=+\-@＝＋－＠])/g;
/** Taken for the beginning of a formula, whatever follows. */
const LEADING = /^(?=[\t\r])/;

/** A line of a file of RFC 4180. What a spreadsheet would calculate gets an apostrophe before it. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(text: string): string {
  const harmless = text.replace(FORMULA, "$1'").replace(LEADING, "'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
