import type { Locale } from '../../platform/openapi/locale.js';
import { localeName } from '../kit/texts/texts.js';

const tagOf = (locale: Locale): string => localeName(locale).replace('_', '-');

/** A date of the API in the reader's language and time zone. */
export function readableDate(date: string, locale: Locale): string {
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime())) return date;
  return new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

/** The same to the second, with the day of the week. */
export function exactDate(date: string, locale: Locale): string {
  const moment = new Date(date);
  return Number.isNaN(moment.getTime())
    ? date
    : new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'full', timeStyle: 'medium' }).format(moment);
}

/** As people say it: today and yesterday by these words, everything else by its date. */
export function spokenDate(date: string, locale: Locale, now = new Date()): string {
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime())) return date;
  const startOf = (day: Date): number => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  const days = Math.round((startOf(moment) - startOf(now)) / 86_400_000);
  if (days !== 0 && days !== -1) return readableDate(date, locale);
  const day = new Intl.RelativeTimeFormat(tagOf(locale), { numeric: 'auto' }).format(days, 'day');
  return `${day} ${new Intl.DateTimeFormat(tagOf(locale), { timeStyle: 'short' }).format(moment)}`;
}
