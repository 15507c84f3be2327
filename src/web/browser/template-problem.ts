import { languageOf } from '../../messaging/templates/languages.js';

/** A field of a template's form: `text-0` and `language-0` are those of its first text. */
export type TemplateField = 'template_id' | 'name' | 'default_language' | `${'language' | 'text'}-${number}`;

/**
 * The field that a refusal of the service is about, as its words say (their details are English in every language).
 *
 * @param languages of the texts, in the order of the form.
 * @returns undefined where it is about none in particular.
 */
export function templateFieldOf(problem: string, languages: readonly string[]): TemplateField | undefined {
  const tags = languages.map((language) => languageOf(language.trim()));
  const [, at, part] = /The field texts\.(\d+)\.(language|text) /.exec(problem) ?? [];
  if (at !== undefined) return `${part as 'language' | 'text'}-${Number(at)}`;
  const [, wrong] = /the text in (\S+) /.exec(problem) ?? [];
  if (wrong !== undefined) return at0('text', tags.indexOf(wrong));
  const [, twice] = /two texts in (\S+)$/.exec(problem) ?? [];
  if (twice !== undefined) return at0('language', tags.lastIndexOf(twice));
  if (problem.includes(' language must be one as BCP 47')) return at0('language', tags.indexOf(undefined));
  if (/default_language/.test(problem)) return 'default_language';
  if (/^OBP-98333|template_id/.test(problem)) return 'template_id';
  return /The field name /.test(problem) ? 'name' : undefined;
}

const at0 = (part: 'language' | 'text', at: number): TemplateField | undefined => (at === -1 ? undefined : `${part}-${at}`);
