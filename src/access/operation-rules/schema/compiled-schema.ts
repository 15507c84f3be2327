import { Ajv, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { asWritten } from '../../../platform/body/written-numbers.js';
import { isBearable } from './body-weight.js';
import { FORMATS } from './formats.js';
import { type LinearPattern, linearPattern } from './linear-pattern.js';
import { useExactNumbers } from './number-keywords.js';
import { REQUIRED_SHAPE } from './required-shape.js';
import { costOf, type SchemaCost } from './schema-cost.js';
import { SchemaRefused } from './schema-refused.js';
import { describeViolations } from './violations.js';

/** How the validator works; everything else follows the drafts. */
const OPTIONS: Options = {
  strict: false, // unknown keywords are ignored, as at OBP
  strictNumbers: true,
  allErrors: true, // bounded by the cost of the schema and the weight of the body
  ownProperties: true, // a field that every object inherits does not count as present
  inlineRefs: false,
  logger: false,
  code: { regExp: Object.assign(toPattern, { code: '' }) }, // only the source of a standalone validator would have the text
};

const DRAFTS = [
  { meta: 'http://json-schema.org/draft-07/schema', name: /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/, validator: Ajv },
  {
    meta: 'https://json-schema.org/draft/2020-12/schema',
    name: /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/,
    validator: Ajv2020,
  },
] as const;
type Draft = (typeof DRAFTS)[number];

const shape = new Ajv(OPTIONS).compile(REQUIRED_SHAPE);
const metaSchemas = new Map<Draft, ValidateFunction>();

/** A schema accepted as a rule, ready to validate bodies. */
export class CompiledSchema {
  private constructor(
    private readonly validate: ValidateFunction,
    private readonly cost: SchemaCost,
  ) {}

  /** @throws SchemaRefused saying why the schema may not be a rule (contract section 6.1, decision 14). */
  static of(schema: unknown): CompiledSchema {
    if (!isSchemaObject(schema)) throw new SchemaRefused(describeViolations(shape.errors ?? []));
    const draft = draftOf(schema);
    const cost = costOf(schema);
    const isValid = metaSchemaOf(draft);
    if (!isValid(schema)) throw new SchemaRefused(describeViolations(isValid.errors ?? []));
    return new CompiledSchema(compile(draft, schema), cost);
  }

  /** The violations of a body, each with its JSON path; undefined when there are none. Takes bounded time. */
  violationsOf(body: unknown): string | undefined {
    const written = asWritten(body);
    if (!isBearable(written, this.cost)) return '$: is too large to be held against the schema';
    return this.validate(written) ? undefined : describeViolations(this.validate.errors ?? []);
  }
}

function toPattern(source: string): LinearPattern {
  try {
    return linearPattern(source);
  } catch (error) {
    throw new SchemaRefused(`$: the pattern ${JSON.stringify(source.slice(0, 200))} ${(error as Error).message}`);
  }
}

const isSchemaObject = (schema: unknown): schema is AnySchemaObject => shape(schema);

function draftOf({ $schema }: AnySchemaObject): Draft {
  const draft = DRAFTS.find(({ name }) => name.test(String($schema)));
  if (draft === undefined)
    throw new SchemaRefused(
      '$.$schema: must be "http://json-schema.org/draft-07/schema#" or "https://json-schema.org/draft/2020-12/schema"',
    );
  return draft;
}

/** Each is compiled once; formats in a schema are left to the schema's compiler. */
function metaSchemaOf(draft: Draft): ValidateFunction {
  const known = metaSchemas.get(draft);
  if (known !== undefined) return known;
  const compiled = new draft.validator({ ...OPTIONS, validateFormats: false }).getSchema(draft.meta);
  if (compiled === undefined) throw new Error(`the validator does not know ${draft.meta}`);
  metaSchemas.set(draft, compiled);
  return compiled;
}

function compile(draft: Draft, schema: AnySchemaObject): ValidateFunction {
  // A separate validator for each schema: it caches compiled schemas by `$id`, which any two schemas may share.
  const ajv = new draft.validator({ ...OPTIONS, meta: false, validateSchema: false, addUsedSchema: false });
  useExactNumbers(ajv);
  formats.default(ajv, { formats: FORMATS });
  try {
    return ajv.compile(schema);
  } catch (error) {
    if (error instanceof SchemaRefused) throw error;
    throw new SchemaRefused(`$: cannot be used: ${(error as Error).message.slice(0, 300)}`);
  }
}
