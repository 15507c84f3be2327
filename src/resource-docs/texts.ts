import type { Locale } from '../obp/docs/locale.js';
import type { RegisteredEndpoint } from '../obp/endpoint/endpoint-registry.js';
import { ERRORS, type ErrorKey, errorText } from '../obp/errors/catalogue.js';
import { SPANISH } from './es.js';

/** Summary and description in a language; English where there is no other. */
export const textsOf = (endpoint: RegisteredEndpoint, locale: Locale): { summary: string; description: string } =>
  (locale === 'es' ? SPANISH[endpoint.operationId] : undefined) ?? endpoint;

/** `OBP-nnnnn: text`, as an answer in that language begins. */
export const errorIn = (key: ErrorKey, locale: Locale): string =>
  locale === 'es' ? `${ERRORS[key].code}: ${ERRORS[key].es}` : errorText(key);
