import { COMPONENT, resolve, type Schema, type Schemas, typeOf, type DocumentedBody } from '../../../platform/openapi/schema.js';
import { ERRORS, type ErrorKey } from '../../../platform/errors/catalogue.js';

/** The named schemas of one Swagger 2.0 document: those that its operations use. */
export class Definitions {
  private readonly made = new Map<string, object>();
  /** OBP's name of a component, once it is taken. */
  private readonly names = new Map<string, string>();

  constructor(private readonly schemas: Schemas) {}

  /** All so far, by name. */
  get all(): object {
    return Object.fromEntries([...this.made].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A body, under OBP's name for it. */
  ofBody({ name, schema, example }: DocumentedBody): object {
    if (schema.$ref === undefined) return { ...this.convert(schema), example };
    return this.reference(schema.$ref.slice(COMPONENT.length), name, example);
  }

  /** OBP names the schema of an error after the error. */
  ofError(key: ErrorKey, text: string): object {
    const name = `Error${key}`;
    if (!this.made.has(name))
      this.made.set(name, {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'integer', example: ERRORS[key].status }, message: { type: 'string', example: text } },
      });
    return { $ref: `#/definitions/${name}` };
  }

  private reference(component: string, wanted = component.replace(/Dto$/, ''), example?: unknown): object {
    const name = this.names.get(component) ?? (this.made.has(wanted) ? component : wanted);
    this.names.set(component, name);
    if (!this.made.has(name)) {
      this.made.set(name, {}); // while it is being made, for recursive schemas
      this.made.set(name, { ...this.convert(this.schemas[component] ?? {}), ...(example === undefined ? {} : { example }) });
    }
    return { $ref: `#/definitions/${name}` };
  }

  /** JSON Schema 2020-12 as far as Swagger 2.0 can express it: no alternatives, and null as an extension. */
  private convert(schema: Schema): object {
    if (schema.$ref !== undefined) return this.reference(schema.$ref.slice(COMPONENT.length));
    const { type, properties, items, allOf, anyOf, oneOf, ...rest } = schema;
    const alternatives = (allOf ?? anyOf ?? oneOf ?? []).filter((one) => one.type !== 'null');
    if (alternatives.length > 0) return alternatives.length === 1 ? this.convert(alternatives[0] ?? {}) : { ...rest };
    const single = typeOf(resolve(schema, this.schemas));
    return {
      ...(single === undefined ? {} : { type: single }),
      ...(Array.isArray(type) && type.includes('null') ? { 'x-nullable': true } : {}),
      ...rest,
      ...(properties === undefined ? {} : { properties: mapValues(properties, (property) => this.convert(property)) }),
      ...(items === undefined ? {} : { items: this.convert(items) }),
    };
  }
}

const mapValues = <In, Out>(object: Readonly<Record<string, In>>, change: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
