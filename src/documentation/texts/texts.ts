import type { Locale } from '../../platform/openapi/locale.js';
import { withNote } from '../../platform/openapi/with-note.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import { ERRORS, type ErrorKey, errorText } from '../../platform/errors/catalogue.js';
import { SPANISH } from './es.js';

/** Summary and description in a language; English if there is no translation. */
export function textsOf(endpoint: RegisteredEndpoint, locale: Locale): { summary: string; description: string } {
  const { summary, description } = (locale === 'es' ? SPANISH[endpoint.operationId] : undefined) ?? endpoint;
  return { summary, description: withNote(description, endpoint.noteText?.[locale]) };
}

/** `OBP-nnnnn: text`, as an answer in that language begins. */
export const errorIn = (key: ErrorKey, locale: Locale): string =>
  locale === 'es' ? `${ERRORS[key].code}: ${ERRORS[key].es}` : errorText(key);
