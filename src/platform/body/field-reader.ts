import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

/** What a decorator of `fields.ts` says about a field that holds one value. */
export interface PlainField {
  readonly name: string;
  readonly optional: boolean;
  /** Another field; where that is given this one need not be. */
  readonly unless: string | undefined;
  readonly read: (value: unknown) => unknown;
  readonly problem: (value: unknown) => string | undefined;
}

const declared = new WeakMap<object, PlainField[]>();
/** Keyed by class; undefined if the fields alone do not define a valid body. */
const complete = new WeakMap<Type<object>, readonly PlainField[] | undefined>();

export function keepPlainField(prototype: object, field: PlainField): void {
  const fields = declared.get(prototype);
  if (fields === undefined) declared.set(prototype, [field]);
  else fields.push(field);
}

/**
 * Reads a body with valid fields without class-transformer and class-validator, which take ten times as long because they go through all
 * their metadata for every body. Both ways follow the same declarations.
 *
 * @returns undefined when a field is wrong, or the class has other fields than plain ones: then those two have to look.
 */
export function readPlainFields<Body extends object>(type: Type<Body>, source: object): Body | undefined {
  const fields = plainFieldsOf(type);
  if (fields === undefined) return undefined;
  const body = new type();
  for (const { name, optional, unless, read, problem } of fields) {
    const given = (source as Record<string, unknown>)[name];
    if (given === undefined && optional) continue;
    const value = read(given);
    if (isAbsent(value) ? !mayBeAbsent(optional, unless, source) && problem(value) !== undefined : problem(value) !== undefined)
      return undefined;
    if (value !== undefined) (body as Record<string, unknown>)[name] = value;
  }
  return body;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const mayBeAbsent = (optional: boolean, unless: string | undefined, source: object): boolean =>
  optional || (unless !== undefined && !isAbsent((source as Record<string, unknown>)[unless]));

function plainFieldsOf(type: Type<object>): readonly PlainField[] | undefined {
  if (!complete.has(type)) complete.set(type, findPlainFields(type));
  return complete.get(type);
}

/** Also those that a class inherits, unless it declares them anew. */
function declaredBy(prototype: object | null): readonly PlainField[] {
  if (prototype === null) return [];
  const inherited = declaredBy(Object.getPrototypeOf(prototype) as object | null);
  return [...new Map([...inherited, ...(declared.get(prototype) ?? [])].map((field) => [field.name, field])).values()];
}

/** The fields of a class; undefined if it has fields or rules beyond these declarations. */
function findPlainFields(type: Type<object>): readonly PlainField[] | undefined {
  const fields = declaredBy(type.prototype as object);
  const rules = fields.reduce((sum, { optional, unless }) => sum + (optional || unless !== undefined ? 2 : 1), 0);
  return fields.length > 0 && rulesOf(type) === rules ? fields : undefined;
}

/** How many rules class-validator knows; those of a field that a class declares anew count there alone. */
function rulesOf(type: Type<object>): number {
  const known = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const owners = new Map<string, Type<object>>();
  for (const { propertyName, target } of known as unknown as readonly { propertyName: string; target: Type<object> }[]) {
    const owner = owners.get(propertyName);
    if (owner === undefined || target.prototype instanceof owner) owners.set(propertyName, target);
  }
  return known.filter(({ propertyName, target }) => owners.get(propertyName) === target).length;
}
