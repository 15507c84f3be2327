import type { BodyShape } from '../body-shape.js';
import { jsonProblem } from './json-problem.js';

/** What is wrong with a body, for {@link Texts} to say in words. */
export type BodyProblem =
  | { readonly kind: 'empty' | 'ends' }
  | { readonly kind: 'notJson'; readonly line: number; readonly column: number }
  | { readonly kind: 'missing' | 'unknown' | 'taken'; readonly path: string }
  /** `path` is empty for the body itself. */
  | { readonly kind: 'type'; readonly path: string; readonly expected: string; readonly found: string }
  | { readonly kind: 'long' | 'short'; readonly path: string; readonly limit: number; readonly length: number };

/** Maximum problems shown at once: more would hide the first. */
const MOST = 8;

/** What the service will refuse or ignore in a body, as far as its shape shows. */
export function checkBody(text: string, shape: BodyShape): BodyProblem[] {
  if (text.trim() === '') return [{ kind: 'empty' }];
  const wrong = jsonProblem(text);
  if (wrong !== undefined) return [wrong.ends ? { kind: 'ends' } : { kind: 'notJson', line: wrong.line, column: wrong.column }];
  return problemsOf(alone(JSON.parse(text), shape), shape, '').slice(0, MOST);
}

/** A list with one object in it counts as the object (contract section 1.6). */
const alone = (value: unknown, { type }: BodyShape): unknown =>
  type === 'object' && Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;

function problemsOf(value: unknown, shape: BodyShape, path: string): BodyProblem[] {
  const found = typeName(value);
  if (shape.type === 'string' && (found === 'number' || found === 'boolean')) return [{ kind: 'taken', path }]; // decision 6
  if (!fits(value, found, shape.type)) return [{ kind: 'type', path, expected: shape.type, found }];
  if (typeof value === 'string') return lengthProblems(value, shape, path);
  if (Array.isArray(value)) return value.flatMap((item, at) => problemsOf(item, shape.items ?? { type: '' }, `${path}[${at}]`));
  if (found === 'object' && shape.fields !== undefined) return fieldProblems(value as Record<string, unknown>, shape, path);
  return [];
}

function fieldProblems(value: Record<string, unknown>, { fields = {}, required = [] }: BodyShape, path: string): BodyProblem[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => ({ kind: 'missing' as const, path: at(name) }));
  const wrong = Object.entries(value).flatMap(([name, inner]): BodyProblem[] => {
    const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (shape === undefined) return [{ kind: 'unknown', path: at(name) }];
    return inner === null && !required.includes(name) ? [] : problemsOf(inner, shape, at(name)); // clients write null for a missing value
  });
  return [...missing, ...wrong];
}

/** In characters as the service counts them: code points. */
function lengthProblems(value: string, { minLength = 0, maxLength = Infinity }: BodyShape, path: string): BodyProblem[] {
  const length = [...value].length;
  if (length > maxLength) return [{ kind: 'long', path, limit: maxLength, length }];
  return length < minLength ? [{ kind: 'short', path, limit: minLength, length }] : [];
}

const fits = (value: unknown, found: string, wanted: string): boolean =>
  wanted === '' || wanted === found || (wanted === 'integer' && Number.isInteger(value));

const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
