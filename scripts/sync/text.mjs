/** The beginning of generated pages. */
export const NOTICE = '<!-- Written by `npm run sync` from the declarations in src/. Change those, not this file. -->';

/**
 * Puts `text` between `<!-- NAME:start -->` and `<!-- NAME:end -->`. Prettier leaves the text in between alone.
 *
 * @param {string} page
 * @param {string} name
 * @param {string} text
 */
export function replaceBetween(page, name, text) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no lines ${start} and ${end}, in this order`);
  const ignored = `\n<!-- prettier-ignore-start -->\n\n${text.trim()}\n\n<!-- prettier-ignore-end -->\n`;
  return page.slice(0, from + start.length) + ignored + page.slice(to);
}

/**
 * A table in Markdown; a bar in a cell would end it.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {string} text */
export const code = (text) => `\`${text}\``;
