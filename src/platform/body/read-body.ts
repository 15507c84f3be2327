import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { ObpError } from '../errors/obp-error.js';
import { readPlainFields } from './field-reader.js';

/**
 * Reads a parsed body as an instance of `type` (contract section 1.6): fields it does not know are ignored, and a
 * list with one object in it counts as the object.
 *
 * @param name OBP's name of the shape, shown to the caller; empty where OBP names none.
 * @param nameEndsError leaves out the space that OBP usually writes after the name.
 * @throws ObpError OBP-10001, naming the shape when a field is missing and each wrong field otherwise.
 */
export function readBody<Body extends object>(type: Type<Body>, name: string, parsed: unknown, nameEndsError = false): Body {
  const value: unknown = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misshapen(name, nameEndsError);
  return readPlainFields(type, value) ?? readFields(type, value, name, nameEndsError);
}

function readFields<Body extends object>(type: Type<Body>, value: object, name: string, nameEndsError: boolean): Body {
  const body = plainToInstance(type, value, { strategy: 'excludeAll', exposeUnsetFields: false });
  const errors = validateSync(body, { forbidUnknownValues: false, validationError: { target: false } });
  if (errors.length === 0) return body;
  const wrong = errors.flatMap((error) => problems(error, ''));
  if (wrong.some(({ missing }) => missing)) throw misshapen(name, nameEndsError);
  throw new ObpError('InvalidJson', wrong.map(({ path, text }) => ` The field ${path} ${text}.`).join(''));
}

/** The sentence that clients of OBP look for. */
function misshapen(name: string, nameEndsError: boolean): ObpError {
  if (name === '') return new ObpError('InvalidJson');
  return new ObpError('InvalidJson', ` The Json body should be the ${name}${nameEndsError ? '' : ' '}`);
}

interface Problem {
  readonly path: string;
  readonly missing: boolean;
  readonly text: string;
}

function problems(error: ValidationError, prefix: string): Problem[] {
  const path = prefix + error.property;
  const own = Object.values(error.constraints ?? {});
  const first = own[0];
  if (first !== undefined) return [{ path, missing: error.value === undefined, text: first }];
  return (error.children ?? []).flatMap((child) => problems(child, `${path}.`));
}
