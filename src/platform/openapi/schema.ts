/** As much of JSON Schema 2020-12 as the documents use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The named schemas of a document, by name. */
export type Schemas = Readonly<Record<string, Schema>>;

export const COMPONENT = '#/components/schemas/';

/** The effective schema: follows references, and picks the first alternative that is not null. */
export function resolve(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref !== undefined) return resolve(schemas[schema.$ref.slice(COMPONENT.length)] ?? {}, schemas);
  const alternatives = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  const first = alternatives?.find(({ type }) => type !== 'null');
  return first === undefined ? schema : resolve(first, schemas);
}

/** The one type besides null. */
export const typeOf = ({ type }: Schema): string | undefined => (typeof type === 'object' ? type.find((one) => one !== 'null') : type);

/** An example for a schema, made from the examples of its fields, in their order. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  if (schema.example !== undefined) return schema.example;
  const meant = resolve(schema, schemas);
  if (meant.example !== undefined) return meant.example;
  if (meant.enum !== undefined) return meant.enum[0];
  const type = typeOf(meant);
  if (type === 'array') return meant.items === undefined ? [] : [exampleOf(meant.items, schemas)];
  if (type === 'object')
    return Object.fromEntries(Object.entries(meant.properties ?? {}).map(([name, property]) => [name, exampleOf(property, schemas)]));
  return { boolean: true, integer: 0, number: 0 }[type ?? ''] ?? '';
}

/** The schema of a plain value, for bodies that no class describes. */
export function schemaOf(value: unknown): Schema {
  if (Array.isArray(value)) return { type: 'array', items: value.length === 0 ? {} : schemaOf(value[0]) };
  if (typeof value === 'object' && value !== null)
    return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, schemaOf(inner)])) };
  return { type: value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value };
}

/** The names of the schemas that a part of a document needs, directly or indirectly. */
export function namesNeeded(part: unknown, schemas: Schemas): Set<string> {
  const found = new Set<string>();
  const waiting = [part];
  while (waiting.length > 0) {
    const text = JSON.stringify(waiting.pop());
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      if (name !== undefined && !found.has(name)) {
        found.add(name);
        waiting.push(schemas[name]);
      }
  }
  return found;
}

/** The JSON of a request or of an answer, as every kind of document shows it. */
export interface DocumentedBody {
  /** OBP's name of the shape, or that of the class. */
  readonly name: string;
  readonly schema: Schema;
  readonly example: unknown;
}
