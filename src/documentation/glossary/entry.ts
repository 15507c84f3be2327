import type { Locale } from '../../platform/openapi/locale.js';

/** A term in the documentation and its meaning, as Markdown, in both languages. */
export interface GlossaryEntry {
  readonly title: Readonly<Record<Locale, string>>;
  readonly text: Readonly<Record<Locale, string>>;
}
