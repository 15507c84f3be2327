/*
 * Texts as literals of each language, whatever they contain: no part of a text may be read as code.
 */

/**
 * A word of a POSIX shell. Between single quotes everything is literal except the single quote. (No NUL: a shell cannot store one.)
 */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Every JSON text is a literal of TypeScript; texts of several lines are easier to read as a template. */
export const typeScriptText = (text: string): string =>
  text.includes('\n') ? `\`${controlsEscaped(text.replace(/[\\`]|\$(?=\{)/g, String.raw`\$&`))}\`` : JSON.stringify(text);

/** Every JSON text is a literal of Python; texts of several lines are easier to read between three quotes. */
export const pythonText = (text: string): string =>
  text.includes('\n') ? `'''${controlsEscaped(text.replace(/[\\']/g, String.raw`\$&`))}'''` : JSON.stringify(text);

/** Source code cannot contain them all, and reads a carriage return as a line feed. */
const controlsEscaped = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
