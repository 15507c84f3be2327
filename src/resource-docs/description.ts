import type { Locale } from '../obp/docs/locale.js';
import { exampleOf, resolve, type Schema, type Schemas, typeOf } from '../obp/docs/schema.js';
import type { RegisteredEndpoint } from '../obp/endpoint/endpoint-registry.js';
import { PATH_EXAMPLES } from '../obp/openapi/document-endpoint.js';
import type { DocumentedBody } from '../obp/openapi/openapi-documents.service.js';
import { glossaryTitle } from '../glossary/fields.js';

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

interface Field {
  readonly name: string;
  readonly example: unknown;
  readonly mandatory: boolean;
}

/** What a doc says in Markdown: the declaration's text, then what follows from the declaration (contract section 7.1). */
export function describeOperation(
  { authentication, path, query = [], rolesNeeded }: RegisteredEndpoint,
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
  const inPath = [...path.matchAll(/:([A-Z_]+)/g)].map(([, name = '']) => ({ name, example: PATH_EXAMPLES[name] ?? '', mandatory: false }));
  const inQuery = query.map(({ name, example }) => ({ name, example, mandatory: false }));
  return [
    text,
    authentication === 'mandatory' ? words.mandatory : words.optional,
    ...(rolesNeeded === 'all' ? [words.allRoles] : []),
    ...section(words.url, inPath),
    ...section(words.query, inQuery),
    ...section(words.request, request === undefined ? [] : fieldsOf(request, schemas)),
    ...section(words.response, response === undefined ? [] : fieldsOf(response, schemas)),
  ].join('\n\n');
}

/** Mandatory fields first and bold, both groups by name. */
function section(heading: string, fields: readonly Field[]): string[] {
  if (fields.length === 0) return [];
  const byName = fields.toSorted((a, b) => Number(b.mandatory) - Number(a.mandatory) || (a.name < b.name ? -1 : 1));
  return [`**${heading}**`, ...byName.map(lineOf)];
}

function lineOf({ name, example, mandatory }: Field): string {
  const title = glossaryTitle(name);
  const shown = mandatory ? `**${escape(name)}**` : escape(name);
  const value = typeof example === 'string' ? example : JSON.stringify(example);
  return `${title === undefined ? shown : `[${shown}](/glossary#${title})`}: ${escape(value)}`;
}

/** What Markdown would take for markup is meant as it stands; an underscore within a word is none. */
const escape = (text: string): string => text.replace(/[\\`*[\]<>&~]/g, '\\$&');

/** The fields of a body that hold no other fields, at any depth, each name once. */
function fieldsOf({ schema, example }: DocumentedBody, schemas: Schemas): Field[] {
  const found = new Map<string, Field>();
  const collect = (part: Schema, value: unknown): void => {
    const { properties = {}, required = [] } = elementOf(part, schemas);
    for (const [name, property] of Object.entries(properties)) {
      const inner = (firstOf(value) as Record<string, unknown> | undefined)?.[name] ?? exampleOf(property, schemas);
      if (elementOf(property, schemas).properties !== undefined) collect(property, inner);
      else if (!found.has(name)) found.set(name, { name, example: inner, mandatory: required.includes(name) });
    }
  };
  collect(schema, example);
  return [...found.values()];
}

/** Of a list what it is a list of. */
function elementOf(schema: Schema, schemas: Schemas): Schema {
  const meant = resolve(schema, schemas);
  return typeOf(meant) === 'array' ? elementOf(meant.items ?? {}, schemas) : meant;
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? firstOf(value[0]) : value);
