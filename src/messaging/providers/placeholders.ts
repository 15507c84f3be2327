/** `{{name}}`, with spaces inside where somebody likes them. Nothing in it can match in two ways, so a long text takes no longer than its length. */
const PLACEHOLDER = /\{\{ *(\w+) *\}\}/g;

/**
 * Puts values where their names stand, in one pass: what a value holds is not looked at again, so `{{password}}` in a value is these twelve
 * characters.
 */
export const fillPlaceholders = (text: string, valueOf: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, name: string) => valueOf(name));

/** The names in a text, each once, in their order. */
export const placeholdersIn = (text: string): string[] => [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];

/** A text without its placeholders. */
export const withoutPlaceholders = (text: string): string => text.replace(PLACEHOLDER, '');
