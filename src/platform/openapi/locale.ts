import { ObpError } from '../errors/obp-error.js';

/** Languages that the documentation is written in. */
export type Locale = 'en' | 'es';

const LOCALES: Readonly<Record<string, Locale>> = { en_GB: 'en', es_ES: 'es' };

/**
 * The language that a query asks for with `locale` or its alias `language`; English when it names none.
 *
 * @throws ObpError OBP-10041 for any other than en_GB and es_ES (contract section 7.1).
 */
export function readLocale(query: URLSearchParams): Locale {
  const wanted = query.get('locale') || query.get('language');
  if (!wanted) return 'en';
  const locale = Object.hasOwn(LOCALES, wanted) ? LOCALES[wanted] : undefined;
  if (locale === undefined) throw new ObpError('LocaleNotSupported', ` Current Locale is ${wanted}`);
  return locale;
}

/** The query parameter, as documents show it. */
export const LOCALE_PARAMETER = { name: 'locale', description: 'The language: en_GB (the default) or es_ES.', example: 'en_GB' };
