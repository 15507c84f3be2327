import { exampleOf, resolve, type Schema, type Schemas, typeOf, type DocumentedBody } from '../../platform/openapi/schema.js';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import { PATH_EXAMPLES } from '../../platform/openapi/path-examples.js';

/** A parameter, or a field of a body, as listed in the documentation. */
export interface DocumentedField {
  readonly name: string;
  readonly example: unknown;
  readonly mandatory: boolean;
  /** Empty for parameters, which are texts. */
  readonly schema: Schema;
}

/** The parameters in an operation's path, in order. */
export const pathFields = ({ path }: RegisteredEndpoint): DocumentedField[] =>
  [...path.matchAll(/:([A-Z_]+)/g)].map(([, name = '']) => parameter(name, PATH_EXAMPLES[name] ?? ''));

export const queryFields = ({ query = [] }: RegisteredEndpoint): DocumentedField[] =>
  query.map(({ name, example }) => parameter(name, example));

const parameter = (name: string, example: string): DocumentedField => ({ name, example, mandatory: false, schema: {} });

/** The leaf fields of a body, at any depth, each name once. */
export function bodyFields(body: DocumentedBody | undefined, schemas: Schemas): DocumentedField[] {
  const found = new Map<string, DocumentedField>();
  const collect = (part: Schema, value: unknown): void => {
    const { properties = {}, required = [] } = elementOf(part, schemas);
    for (const [name, property] of Object.entries(properties)) {
      const inner = (firstOf(value) as Record<string, unknown> | undefined)?.[name] ?? exampleOf(property, schemas);
      if (elementOf(property, schemas).properties !== undefined) collect(property, inner);
      else if (!found.has(name)) found.set(name, { name, example: inner, mandatory: required.includes(name), schema: property });
    }
  };
  if (body !== undefined) collect(body.schema, body.example);
  return [...found.values()];
}

/** The element schema of an array, at any depth; any other schema itself. */
function elementOf(schema: Schema, schemas: Schemas): Schema {
  const meant = resolve(schema, schemas);
  return typeOf(meant) === 'array' ? elementOf(meant.items ?? {}, schemas) : meant;
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? firstOf(value[0]) : value);
