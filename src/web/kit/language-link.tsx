import type { JSX } from 'preact';
import type { Locale } from '../../platform/openapi/locale.js';
import { localeName, textsIn } from './texts/texts.js';

interface LanguageLinkProps {
  readonly locale: Locale;
  /** Of the page, with its query. */
  readonly path: string;
}

/** The language that the page is not in, under its own name. */
export function LanguageLink({ locale, path }: LanguageLinkProps): JSX.Element {
  const other: Locale = locale === 'es' ? 'en' : 'es';
  const target = `${path}${path.includes('?') ? '&' : '?'}locale=${localeName(other)}`;
  return (
    <a class="language" href={target} hreflang={other} lang={other}>
      {textsIn(other).language}
    </a>
  );
}
