import type { Locale } from '../../platform/openapi/locale.js';
import { toHtml } from '../../platform/openapi/markdown.js';
import { CONCEPT_ENTRIES } from './concepts.js';
import { FIELD_ENTRIES } from './fields.js';

/** An entry as shown, in one language. */
export interface GlossaryItem {
  readonly title: string;
  readonly description: { readonly markdown: string; readonly html: string };
}

const made: Partial<Record<Locale, GlossaryItem[]>> = {};

/** All entries by title. */
export const glossaryIn = (locale: Locale): GlossaryItem[] =>
  (made[locale] ??= [...CONCEPT_ENTRIES, ...FIELD_ENTRIES]
    .map(({ title, text }) => ({ title: title[locale], description: { markdown: text[locale], html: toHtml(text[locale]) } }))
    .sort((a, b) => a.title.localeCompare(b.title, locale)));
