import { type Type as Class, applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Expose, Transform, Type } from 'class-transformer';
import { IsArray, IsOptional, ValidateBy, ValidateIf, ValidateNested, type ValidationArguments } from 'class-validator';
import { obpDate } from '../endpoint/dates.js';
import { keepPlainField } from './field-reader.js';
import { asText, textProblem, type TextBounds } from './text.js';

/*
 * One decorator per kind of field: it reads the value as OBP would, checks it, and documents it. A field that is not
 * `optional` must be in the body.
 */

interface FieldOptions {
  readonly example: unknown;
  readonly optional?: boolean;
  /** Another field; where that is given this one need not be. */
  readonly unless?: string;
  readonly description?: string;
}

/** A string; numbers and booleans are taken as text (decision 6). Which `values` it may have is only documented: who uses it refuses others. */
export const Text = (options: FieldOptions & TextBounds & { readonly values?: readonly string[] }): PropertyDecorator =>
  field(
    options,
    {
      type: String,
      maxLength: options.max,
      ...(options.min ? { minLength: options.min } : {}),
      ...(options.values && { enum: [...options.values] }),
    },
    (value) => textProblem(value, options),
    asText,
  );

/** A whole number of 32 bits. */
export const Whole = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: 'integer', format: 'int32' }, (value) =>
    Number.isInteger(value) && Math.abs(value as number) < 2 ** 31 ? undefined : 'must be a whole number',
  );

export const Flag = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: Boolean }, (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'));

/** A list of strings. */
export const TextList = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: String, isArray: true }, (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : 'must be a list of strings',
  );

/** An object whose fields somebody else reads. */
export const PlainObject = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: Object }, (value) => (isPlainObject(value) ? undefined : 'must be an object'));

/** A moment as `yyyy-MM-dd'T'HH:mm:ss'Z'` (contract section 1.8). */
export const Moment = (options: FieldOptions): PropertyDecorator =>
  field(options, { type: String, format: 'date-time' }, momentProblem, toDate);

export const MomentList = (options: FieldOptions): PropertyDecorator =>
  field(
    options,
    { type: String, format: 'date-time', isArray: true },
    (value) => (Array.isArray(value) ? value.map(momentProblem).find((problem) => problem !== undefined) : 'must be a list'),
    (value) => (Array.isArray(value) ? value.map(toDate) : value),
  );

/** An object with fields of its own. */
export const Group = (type: () => Class<object>, options: Omit<FieldOptions, 'example'> = {}): PropertyDecorator =>
  applyDecorators(
    Expose(),
    Type(type),
    ...(options.optional ? [IsOptional()] : []),
    ValidateBy(constraint((value) => (isPlainObject(value) ? undefined : 'must be an object'))),
    ValidateNested(),
    ApiProperty({ type: () => type(), required: !options.optional }), // Nest recognises a lazy type by the function's name
  );

/** A list of objects. */
export const GroupList = (type: () => Class<object>, options: Omit<FieldOptions, 'example'> = {}): PropertyDecorator =>
  applyDecorators(
    Expose(),
    Type(type),
    ...(options.optional ? [IsOptional()] : []),
    IsArray(),
    ValidateBy(constraint((value) => (Array.isArray(value) && value.every(isPlainObject) ? undefined : 'must be a list of objects'))),
    ValidateNested({ each: true }),
    ApiProperty({ type: () => type(), isArray: true, required: !options.optional }),
  );

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const toDate = (value: unknown): unknown => (typeof value === 'string' ? (obpDate(value) ?? value) : value);
const momentProblem = (value: unknown): string | undefined =>
  value instanceof Date ? undefined : "must be a date of the form yyyy-MM-dd'T'HH:mm:ss'Z'";

function field(
  { example, optional = false, unless, description }: FieldOptions,
  schema: object,
  problem: (value: unknown) => string | undefined,
  read: (value: unknown) => unknown = (value) => value,
): PropertyDecorator {
  return applyDecorators(
    (prototype: object, name: string | symbol) => keepPlainField(prototype, { name: String(name), optional, unless, read, problem }),
    Expose(),
    Transform(({ value }) => read(value)),
    // An optional field may also be null, which is how clients of OBP write an absent value.
    ...(optional ? [ValidateIf((_object, value) => isGiven(value))] : []),
    ...(unless === undefined ? [] : [ValidateIf((body: Record<string, unknown>, value) => isGiven(value) || !isGiven(body[unless]))]),
    ValidateBy(constraint(problem)),
    ApiProperty({ ...schema, example, required: !optional && unless === undefined, ...(description ? { description } : {}) }),
  );
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const constraint = (problem: (value: unknown) => string | undefined): Parameters<typeof ValidateBy>[0] => ({
  name: 'field',
  validator: {
    validate: (value: unknown) => problem(value) === undefined,
    defaultMessage: (args?: ValidationArguments) => problem(args?.value) ?? '',
  },
});
