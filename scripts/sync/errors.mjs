import { code, NOTICE } from './text.mjs';

/** @typedef {import('./service.mjs').Operation} Operation */

/** @param {string} key @param {readonly Operation[]} operations */
function answeredBy(key, operations) {
  const those = operations.filter(({ errors }) => errors.includes(key));
  const others = operations.filter(({ errors }) => !errors.includes(key));
  const list = (chosen) => chosen.map(({ id }) => `- ${code(id)}`).join('\n');
  if (those.length === 0) return 'Part of no operation: a reason that follows another error, or answered before a route is found.';
  if (others.length === 0) return 'Any operation can answer it.';
  if (others.length < those.length / 2) return `Any operation can answer it but:\n\n${list(others)}`;
  return `Operations that can answer it:\n\n${list(those)}`;
}

/** Code quotes keep a text's leading and trailing spaces visible; a text may hold a backtick itself. */
const quoted = (text) => (text.includes('`') ? `\`\` ${text} \`\`` : code(text));

/**
 * Every error of the catalogue.
 *
 * @param {Readonly<Record<string, { code: string, status: number, text: string, es: string, log: string }>>} errors
 * @param {readonly Operation[]} operations
 */
export function errorsPage(errors, operations) {
  const sections = Object.entries(errors)
    .sort(([, a], [, b]) => (a.code < b.code ? -1 : 1))
    .map(([key, { code: number, status, text, es, log }]) =>
      [
        `## ${number} ${key}`,
        [`- Status: ${status}, logged at ${log}`, `- English: ${quoted(text)}`, `- Spanish: ${quoted(es)}`].join('\n'),
        answeredBy(key, operations),
      ].join('\n\n'),
    );
  const intro =
    'Every error that the service answers with, as `{"code":<status>,"message":"OBP-nnnnn: <text>"}`. Details may follow the text. ' +
    'Add `locale=es` to the query for the Spanish text. Numbers from OBP-98000 up are ours, where OBP has none.';
  return `${[NOTICE, '# Errors', intro, ...sections].join('\n\n')}\n`;
}
