import type { Locale } from '../../platform/openapi/locale.js';
import type { Schemas, DocumentedBody } from '../../platform/openapi/schema.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import { glossaryTitle } from '../glossary/fields.js';
import { bodyFields, type DocumentedField, pathFields, queryFields } from './operation-fields.js';

const WORDS = {
  en: {
    mandatory: 'Authentication is Mandatory',
    optional: 'Authentication is Optional',
    allRoles: 'All of the roles are required.',
    url: 'URL Parameters:',
    query: 'Query Parameters:',
    request: 'JSON request body fields:',
    response: 'JSON response body fields:',
  },
  es: {
    mandatory: 'La autenticación es obligatoria',
    optional: 'La autenticación es opcional',
    allRoles: 'Se requieren todos los roles.',
    url: 'Parámetros de la URL:',
    query: 'Parámetros de consulta:',
    request: 'Campos JSON del cuerpo de la petición:',
    response: 'Campos JSON del cuerpo de la respuesta:',
  },
} as const;

/** A doc's Markdown: the declaration's text, then what follows from the declaration (contract section 7.1). */
export function describeOperation(
  endpoint: RegisteredEndpoint,
  {
    text,
    request,
    response,
    schemas,
    locale,
  }: {
    text: string;
    request: DocumentedBody | undefined;
    response: DocumentedBody | undefined;
    schemas: Schemas;
    locale: Locale;
  },
): string {
  const words = WORDS[locale];
  const { authentication, rolesNeeded } = endpoint;
  return [
    text,
    authentication === 'mandatory' ? words.mandatory : words.optional,
    ...(rolesNeeded === 'all' ? [words.allRoles] : []),
    ...section(words.url, pathFields(endpoint)),
    ...section(words.query, queryFields(endpoint)),
    ...section(words.request, bodyFields(request, schemas)),
    ...section(words.response, bodyFields(response, schemas)),
  ].join('\n\n');
}

/** Mandatory fields first and bold, both groups by name. */
function section(heading: string, fields: readonly DocumentedField[]): string[] {
  if (fields.length === 0) return [];
  const byName = fields.toSorted((a, b) => Number(b.mandatory) - Number(a.mandatory) || (a.name < b.name ? -1 : 1));
  return [`**${heading}**`, ...byName.map(lineOf)];
}

function lineOf({ name, example, mandatory }: DocumentedField): string {
  const title = glossaryTitle(name);
  const shown = mandatory ? `**${escape(name)}**` : escape(name);
  const value = typeof example === 'string' ? example : JSON.stringify(example);
  return `${title === undefined ? shown : `[${shown}](/glossary#${title})`}: ${escape(value)}`;
}

/** Escapes what Markdown would read as markup; an underscore within a word is not markup. */
const escape = (text: string): string => text.replace(/[\\`*[\]<>&~]/g, '\\$&');
