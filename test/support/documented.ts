import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type Answer, exchange } from './client.js';

interface Operation {
  responses: Record<
    string,
    { content?: Record<string, { schema?: object; examples?: Record<string, { value: { message: string } }> }> } | undefined
  >;
}
/** Without paths it is the 404 for a version that is none. */
interface Document {
  readonly paths?: Record<string, Record<string, Operation>>;
  readonly components?: { readonly schemas?: Record<string, unknown> };
}
interface Path {
  readonly pattern: RegExp;
  readonly operations: Record<string, Operation>;
}
interface Known {
  /** A path without parameters comes before one with them: it is the more exact one. */
  readonly paths: readonly Path[];
  /** Validates the body of an answer. Few are needed of the hundreds in a document, so each is made when it is. */
  readonly validate: (schema: object) => ValidateFunction;
}
interface Found {
  readonly operation: Operation;
  readonly validate: Known['validate'];
}

const NEWEST = 'v5.1.0';
const documents = new Map<string, Promise<Known>>();

/**
 * Fails when a route answers with a status, with an OBP error, or with a body that its OpenAPI document does not
 * describe. So every e2e test also proves that the documentation is true and hides nothing.
 */
export async function assertDocumented(base: string, method: string, path: string, answer: Answer): Promise<void> {
  const found = await operationOf(base, method, path.split('?', 1)[0] ?? '');
  if (found === undefined || answer.status === 304) return;
  const documented = found.operation.responses[String(answer.status)];
  if (documented === undefined)
    throw new Error(`${method} ${path} answered ${answer.status}, which is not documented: ${JSON.stringify(answer.body)}`);
  assertBody(`${method} ${path}`, found, answer);
  const code = /^OBP-\d{5}/.exec(String((answer.body as { message?: unknown } | undefined)?.message))?.[0];
  if (answer.status < 400 || code === undefined) return;
  const listed = Object.values(documented.content?.['application/json']?.examples ?? {});
  if (!listed.some(({ value }) => value.message.startsWith(code)))
    throw new Error(`${method} ${path} answered ${answer.status} ${code}, which is not documented`);
}

function assertBody(what: string, { operation, validate }: Found, { status, body }: Answer): void {
  const content = operation.responses[String(status)]?.content;
  const schema = (content?.['application/json'] ?? content?.['text/csv'])?.schema;
  if (schema === undefined) {
    if (body !== undefined)
      throw new Error(`${what} answered ${status} with a body, but none is documented: ${JSON.stringify(body).slice(0, 1000)}`);
    return;
  }
  const fits = validate(schema);
  if (!fits(body))
    throw new Error(
      `${what} answered ${status} with another body than documented: ${JSON.stringify(fits.errors)} in ${JSON.stringify(body).slice(0, 1000)}`,
    );
}

async function operationOf(base: string, method: string, path: string): Promise<Found | undefined> {
  const version = /^\/obp\/(v[\d.]+)\//.exec(path)?.[1] ?? (/^\/(my|messaging)\//.test(path) ? NEWEST : undefined);
  if (version === undefined) return undefined;
  const key = `${base} ${version}`;
  if (!documents.has(key)) documents.set(key, readDocument(base, version));
  const { paths, validate } = await (documents.get(key) as Promise<Known>);
  const operation = paths.find(({ pattern }) => pattern.test(path))?.operations[method.toLowerCase()];
  return operation === undefined ? undefined : { operation, validate };
}

async function readDocument(base: string, version: string): Promise<Known> {
  const { body } = await exchange(base, 'GET', `/openapi/${version}.json`, {});
  const { paths = {}, components = {} } = body as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  const known = new Map<object, ValidateFunction>();
  const compile = (schema: object): ValidateFunction =>
    ajv.compile({ ...(closed(schema) as object), components: { schemas: closed(neededBy(schema, components.schemas ?? {})) } });
  return {
    paths: Object.entries(paths)
      .sort(([a], [b]) => a.split('{').length - b.split('{').length)
      .map(([template, operations]) => ({
        pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
        operations,
      })),
    validate: (schema) => {
      const made = known.get(schema) ?? compile(schema);
      known.set(schema, made);
      return made;
    },
  };
}

/** The named schemas that a schema refers to, directly or not. */
function neededBy(schema: unknown, all: Record<string, unknown>): Record<string, unknown> {
  const needed: Record<string, unknown> = {};
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (Object.hasOwn(needed, name)) continue;
      needed[name] = all[name];
      look(all[name]);
    }
  };
  look(schema);
  return needed;
}

/** Schemas that may hold more than they document: a JSON schema holds whatever its draft knows. */
const OPEN = new Set(['JsonSchemaDto']);

/** An answer that documents some fields has to document all, though clients must expect new ones later. */
function closed(part: unknown, name = ''): unknown {
  if (Array.isArray(part)) return part.map((one) => closed(one));
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value, key)]));
  const open = 'properties' in part && 'type' in part && !('additionalProperties' in part) && !OPEN.has(name);
  return open ? { ...inner, additionalProperties: false } : inner;
}
