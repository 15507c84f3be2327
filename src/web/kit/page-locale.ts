import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Locale } from '../../platform/openapi/locale.js';
import { localeName } from './texts/texts.js';

const COOKIE = 'locale';
const A_YEAR = 365 * 24 * 3600;

/**
 * The language of a page: from `locale` in its URL, or chosen before, or preferred by the browser; English if we have none of these.
 */
export function pageLocale(query: URLSearchParams, headers: IncomingHttpHeaders): Locale {
  const kept = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
  const preferred = (headers['accept-language'] ?? '').split(',');
  return [query.get('locale'), kept, ...preferred].map(localeOf).find((locale) => locale !== undefined) ?? 'en';
}

/** Makes the browser remember a language from the URL. */
export function keepLocale(query: URLSearchParams, locale: Locale, reply: FastifyReply): void {
  if (localeOf(query.get('locale')) !== undefined)
    void reply.header('Set-Cookie', `${COOKIE}=${localeName(locale)}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax; HttpOnly`);
}

/** `es`, `es_ES`, `es-MX;q=0.8`, ... */
function localeOf(text: string | null | undefined): Locale | undefined {
  const language = /^\s*(en|es)\b|^\s*(en|es)_/i.exec(text ?? '');
  return (language?.[1] ?? language?.[2])?.toLowerCase() as Locale | undefined;
}
