import type { Locale } from '../../platform/openapi/locale.js';
import { localeName } from '../kit/texts/texts.js';

/** A date of the API in the reader's language and time zone. */
export function readableDate(date: string, locale: Locale): string {
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime())) return date;
  return new Intl.DateTimeFormat(localeName(locale).replace('_', '-'), { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}
