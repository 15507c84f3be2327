import { resolve, type Schema, type Schemas, typeOf } from '../../platform/openapi/schema.js';

/** A schema reduced to what OBP shows of a body: types, and which texts are dates (contract section 7.1). */
export function typedBody(schema: Schema, schemas: Schemas): object {
  const meant = resolve(schema, schemas);
  const type = typeOf(meant) ?? 'object';
  if (type === 'array') return { type, items: typedBody(meant.items ?? {}, schemas) };
  if (type === 'object') {
    const properties = Object.entries(meant.properties ?? {}).map(([name, property]) => [name, typedBody(property, schemas)]);
    return { type, properties: Object.fromEntries(properties) as object };
  }
  return meant.format === 'date-time' ? { type, format: meant.format } : { type };
}
