import type { Locale } from '../../platform/openapi/locale.js';

/** A word of the documentation and what it means here, as Markdown, in both languages. */
export interface GlossaryEntry {
  readonly title: Readonly<Record<Locale, string>>;
  readonly text: Readonly<Record<Locale, string>>;
}
