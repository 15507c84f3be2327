import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { ObpError } from '../errors/obp-error.js';
import { readPlainFields } from './field-reader.js';

/** How errors speak of a body's shape. */
export interface BodyShape {
  /** OBP's name of the shape, shown to the caller; empty where OBP names none. */
  readonly name: string;
  /** Leaves out the space that OBP usually writes after the name. */
  readonly nameEndsError?: boolean | undefined;
  /** Whether the text may also name the fields that are missing. OBP's own sentence stays as it is: there only the header names them. */
  readonly saysMissing?: boolean;
}

/**
 * Reads a parsed body as an instance of `type` (contract section 1.6): fields it does not know are ignored, and a
 * list with one object in it counts as the object.
 *
 * @throws ObpError OBP-10001, with the fields that are missing, and otherwise naming each wrong field.
 */
export function readBody<Body extends object>(type: Type<Body>, shape: BodyShape, parsed: unknown): Body {
  const value: unknown = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misshapen(shape, []);
  return readPlainFields(type, value) ?? readFields(type, shape, value);
}

function readFields<Body extends object>(type: Type<Body>, shape: BodyShape, value: object): Body {
  const body = plainToInstance(type, value, { strategy: 'excludeAll', exposeUnsetFields: false });
  const errors = validateSync(body, { forbidUnknownValues: false, validationError: { target: false } });
  if (errors.length === 0) return body;
  const wrong = errors.flatMap((error) => problems(error, ''));
  const missing = missingIn(wrong);
  if (missing.length > 0) throw misshapen(shape, missing);
  throw new ObpError('InvalidJson', wrong.map(({ path, text }) => ` The field ${path} ${text}.`).join(''));
}

/** The sentence that clients of OBP look for. */
function misshapen({ name, nameEndsError = false, saysMissing = false }: BodyShape, missing: readonly string[]): ObpError {
  const sentence = name === '' ? '' : ` The Json body should be the ${name}${nameEndsError ? '' : ' '}`;
  const named = saysMissing ? missing.map((path) => `The field ${path} is missing.`).join(' ') : '';
  return new ObpError('InvalidJson', sentence + named, missing);
}

/** As many fields as a header may name: clients take no longer ones. */
const MOST_NAMED = 20;

/** The fields that are missing, each once, whichever of a list's items it is missing in. */
function missingIn(problems: readonly Problem[]): string[] {
  const paths = problems.filter(({ missing }) => missing).map(({ path }) => path.replace(/\.\d+(?=\.|$)/g, ''));
  return [...new Set(paths)].slice(0, MOST_NAMED);
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
