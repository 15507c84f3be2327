import type { Locale } from '../../../platform/openapi/locale.js';
import { EN, type Texts } from './en.js';
import { ES } from './es.js';

export type { Texts };

export const textsIn = (locale: Locale): Texts => (locale === 'es' ? ES : EN);

/** `en_GB` or `es_ES`, as the query parameter `locale` spells a language. */
export const localeName = (locale: Locale): string => (locale === 'es' ? 'es_ES' : 'en_GB');
