import { linearPattern } from './linear-pattern.js';
import { SchemaRefused } from './schema-refused.js';
import { PatternError } from './translate-pattern.js';

/**
 * Limits of a schema, so that validating a body against it takes bounded time and memory. Values and patterns are counted as often as they
 * are used: something referenced twice counts twice.
 */
export const SCHEMA_LIMITS = {
  /** Bytes of the schema as JSON. */
  bytes: 32_768,
  /** Levels of objects and lists inside each other. */
  depth: 64,
  /** Objects, lists, texts, numbers and booleans. */
  values: 1_000,
  /** Steps that all patterns together may take for one character. */
  patternSize: 500,
} as const;

/** Maximum cost of one pass of a schema over a body. */
export interface SchemaCost {
  readonly values: number;
  /** How many lists must have unique items, which means comparing each item with every other. */
  readonly uniqueLists: number;
  /** How often a number must be a multiple of another, which takes longer than comparing them. */
  readonly divisions: number;
  readonly patternSize: number;
}

/** References that only resolve during validation, and the validator's own keyword for asynchronous answers. */
const REFUSED_KEYWORDS = ['$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$recursiveAnchor', '$async'];

/**
 * Measures a schema. Every object in it counts as a schema, even a mere example: that can only overestimate.
 *
 * @throws SchemaRefused when it exceeds {@link SCHEMA_LIMITS}, refers to itself, to another document or to nothing, or contains something
 * that cannot be stored.
 */
export function costOf(schema: object): SchemaCost {
  refuseDeepOrLong(schema);
  return new Meter(schema).visit(schema, true);
}

function refuseDeepOrLong(schema: object): void {
  let level: object[] = [schema];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > SCHEMA_LIMITS.depth) throw new SchemaRefused(`$: is nested deeper than ${SCHEMA_LIMITS.depth} levels`);
    level = level.flatMap((group) => Object.values(group).filter((value): value is object => typeof value === 'object' && value !== null));
  }
  if (Buffer.byteLength(JSON.stringify(schema)) > SCHEMA_LIMITS.bytes)
    throw new SchemaRefused(`$: is longer than ${SCHEMA_LIMITS.bytes} bytes`);
}

const NOTHING: SchemaCost = { values: 0, uniqueLists: 0, divisions: 0, patternSize: 0 };

class Meter {
  private readonly known = new Map<object, SchemaCost>();
  /** What is being measured: a reference to one of these would have no end. */
  private readonly open = new Set<object>();
  private readonly patternSizes = new Map<string, number>();

  constructor(private readonly root: object) {}

  visit(value: unknown, top = false): SchemaCost {
    if (typeof value === 'string') refuseUnstorable(value);
    if (typeof value === 'number' && !Number.isFinite(value)) throw new SchemaRefused('$: holds a number that is too large');
    if (typeof value !== 'object' || value === null) return { ...NOTHING, values: 1 };
    const known = this.known.get(value);
    if (known !== undefined) return known;
    this.open.add(value);
    let cost: SchemaCost = { ...NOTHING, values: 1 };
    for (const [key, inner] of Object.entries(value)) cost = within(cost, this.visit(inner), this.ofKey(key, inner, top));
    this.open.delete(value);
    this.known.set(value, cost);
    return cost;
  }

  /** What a keyword costs beyond the values that are written under it. */
  private ofKey(key: string, inner: unknown, top: boolean): SchemaCost {
    refuseUnstorable(key);
    if (REFUSED_KEYWORDS.includes(key)) throw new SchemaRefused(`$: uses ${key}, which is not supported`);
    if (key === '$id' && typeof inner === 'string' && !top) throw new SchemaRefused('$: has an $id below its top');
    if (key === '$ref' && typeof inner === 'string') return this.ofReference(inner);
    if (key === 'pattern' && typeof inner === 'string') return { ...NOTHING, patternSize: this.sizeOf(inner) };
    if (key === 'multipleOf' && typeof inner === 'number') return { ...NOTHING, divisions: 1 };
    if (key === 'uniqueItems' && inner === true) return { ...NOTHING, uniqueLists: 1 };
    if (key !== 'patternProperties' || typeof inner !== 'object' || inner === null) return NOTHING;
    const sizes = Object.keys(inner).map((source) => this.sizeOf(source));
    return { ...NOTHING, patternSize: sizes.reduce((sum, size) => sum + size, 0) };
  }

  private ofReference(reference: string): SchemaCost {
    const target = this.resolve(reference);
    const shown = JSON.stringify(reference.slice(0, 200));
    if (typeof target === 'boolean') return this.visit(target);
    if (typeof target !== 'object' || target === null) throw new SchemaRefused(`$: refers to ${shown}, which is no schema within this one`);
    if (this.open.has(target)) throw new SchemaRefused(`$: refers to itself with ${shown}`);
    return this.visit(target);
  }

  /** Only JSON pointers into this schema resolve: nothing is ever fetched. */
  private resolve(reference: string): unknown {
    if (reference !== '#' && !reference.startsWith('#/')) return undefined;
    let value: unknown = this.root;
    for (const step of reference.split('/').slice(1)) {
      const name = decoded(step);
      if (name === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    return value;
  }

  private sizeOf(source: string): number {
    const size = this.patternSizes.get(source) ?? patternSize(source);
    this.patternSizes.set(source, size);
    return size;
  }
}

function decoded(step: string): string | undefined {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}

/** A text that is not a pattern costs nothing here; if it is used as one, compiling the schema says what is wrong with it. */
function patternSize(source: string): number {
  try {
    return linearPattern(source).size;
  } catch (error) {
    if (error instanceof PatternError) return 0;
    throw error;
  }
}

function within(...costs: SchemaCost[]): SchemaCost {
  const sum = costs.reduce((all, cost) => ({
    values: all.values + cost.values,
    uniqueLists: all.uniqueLists + cost.uniqueLists,
    divisions: all.divisions + cost.divisions,
    patternSize: all.patternSize + cost.patternSize,
  }));
  if (sum.values > SCHEMA_LIMITS.values)
    throw new SchemaRefused(`$: has more than ${SCHEMA_LIMITS.values} values, counting what is referred to each time`);
  if (sum.patternSize > SCHEMA_LIMITS.patternSize) throw new SchemaRefused('$: has patterns that are too large; maxLength bounds a text');
  return sum;
}

function refuseUnstorable(text: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw new SchemaRefused('$: holds a NUL character or half of a surrogate pair, which cannot be stored');
}
