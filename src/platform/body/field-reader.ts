import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

/** What a decorator of `fields.ts` says about a field that holds one value. */
export interface PlainField {
  readonly name: string;
  readonly optional: boolean;
  readonly read: (value: unknown) => unknown;
  readonly problem: (value: unknown) => string | undefined;
}

const declared = new WeakMap<object, PlainField[]>();
/** Keyed by class; undefined where the fields alone do not say what a valid body is. */
const complete = new WeakMap<Type<object>, readonly PlainField[] | undefined>();

export function keepPlainField(prototype: object, field: PlainField): void {
  const fields = declared.get(prototype);
  if (fields === undefined) declared.set(prototype, [field]);
  else fields.push(field);
}

/**
 * Reads what is right in every field without class-transformer and class-validator, which take ten times as long: they
 * go over all their metadata for every body. Both ways follow the same declarations.
 *
 * @returns undefined when a field is wrong, or the class has other fields than plain ones: then those two have to look.
 */
export function readPlainFields<Body extends object>(type: Type<Body>, source: object): Body | undefined {
  const fields = plainFieldsOf(type);
  if (fields === undefined) return undefined;
  const body = new type();
  for (const { name, optional, read, problem } of fields) {
    const value = read((source as Record<string, unknown>)[name]);
    const absent = value === undefined || value === null;
    if (!(optional && absent) && problem(value) !== undefined) return undefined;
    if (value !== undefined) (body as Record<string, unknown>)[name] = value;
  }
  return body;
}

function plainFieldsOf(type: Type<object>): readonly PlainField[] | undefined {
  if (!complete.has(type)) complete.set(type, findPlainFields(type));
  return complete.get(type);
}

/** Also those that a class inherits. */
const declaredBy = (prototype: object | null): readonly PlainField[] =>
  prototype === null ? [] : [...declaredBy(Object.getPrototypeOf(prototype) as object | null), ...(declared.get(prototype) ?? [])];

/** The fields of a class; undefined if it has fields or rules beyond these declarations. */
function findPlainFields(type: Type<object>): readonly PlainField[] | undefined {
  const fields = declaredBy(type.prototype as object);
  const rules = fields.reduce((sum, { optional }) => sum + (optional ? 2 : 1), 0);
  const known = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return fields.length > 0 && known.length === rules ? fields : undefined;
}
