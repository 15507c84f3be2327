import { resolve, type Schema, type Schemas, typeOf } from '../../platform/openapi/schema.js';

/** A schema reduced to what the pages check as people type: plain data, references followed. */
export interface BodyShape {
  /** `object`, `array`, `string`, `integer`, `number`, `boolean`; empty: anything. */
  readonly type: string;
  readonly fields?: Readonly<Record<string, BodyShape>>;
  readonly required?: readonly string[];
  readonly items?: BodyShape;
  readonly minLength?: number;
  readonly maxLength?: number;
}

interface BoundedSchema extends Schema {
  readonly minLength?: number;
  readonly maxLength?: number;
}

export function bodyShape(schema: Schema, schemas: Schemas): BodyShape {
  const meant: BoundedSchema = resolve(schema, schemas);
  const type = typeOf(meant) ?? '';
  if (type === 'array') return { type, items: bodyShape(meant.items ?? {}, schemas) };
  if (type === 'string') return { type, ...bound('minLength', meant.minLength), ...bound('maxLength', meant.maxLength) };
  if (type !== 'object' || meant.properties === undefined) return { type };
  const fields = Object.entries(meant.properties).map(([name, property]) => [name, bodyShape(property, schemas)]);
  return { type, fields: Object.fromEntries(fields) as Record<string, BodyShape>, required: meant.required ?? [] };
}

const bound = (name: 'minLength' | 'maxLength', value: number | undefined): Partial<BodyShape> =>
  value === undefined ? {} : { [name]: value };
