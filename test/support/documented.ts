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
type Document = { paths?: Record<string, Record<string, Operation>> };
interface Found {
  readonly operation: Operation;
  /** Validates the body of an answer with this status. */
  readonly schema: (status: number) => ValidateFunction;
}

const NEWEST = 'v5.1.0';
const documents = new Map<string, Promise<{ document: Document; ajv: Ajv2020 }>>();

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

function assertBody(what: string, { operation, schema }: Found, { status, body }: Answer): void {
  if (operation.responses[String(status)]?.content?.['application/json']?.schema === undefined) {
    if (body !== undefined) throw new Error(`${what} answered ${status} with a body, but none is documented: ${JSON.stringify(body)}`);
    return;
  }
  const fits = schema(status);
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
  const { document, ajv } = await (documents.get(key) as ReturnType<typeof readDocument>);
  const { paths = {} } = document;
  // A path without parameters is the more exact one.
  const templates = Object.keys(paths).sort((a, b) => a.split('{').length - b.split('{').length);
  const template = templates.find((candidate) =>
    new RegExp(`^${candidate.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
  if (template === undefined || operation === undefined) return undefined;
  const pointer = ['paths', template, method.toLowerCase(), 'responses'].map(escaped).join('/');
  const schema = (status: number): ValidateFunction =>
    ajv.getSchema(`${DOCUMENT}#/${pointer}/${status}/content/application~1json/schema`) as ValidateFunction;
  return { operation, schema };
}

const DOCUMENT = 'document';
/** A step of a JSON pointer within a URI. */
const escaped = (step: string): string => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));

async function readDocument(base: string, version: string): Promise<{ document: Document; ajv: Ajv2020 }> {
  const { body } = await exchange(base, 'GET', `/openapi/${version}.json`, {});
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(closed(body) as object, DOCUMENT);
  return { document: body as Document, ajv };
}

/** Schemas that may hold more than they document: a JSON schema holds whatever its draft knows. */
const OPEN = new Set(['JsonSchemaDto']);

/** Whoever documents some fields of an answer has to document all, though clients must expect more to come. */
function closed(part: unknown, name = ''): unknown {
  if (Array.isArray(part)) return part.map((one) => closed(one));
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value, key)]));
  const open = 'properties' in part && 'type' in part && !('additionalProperties' in part) && !OPEN.has(name);
  return open ? { ...inner, additionalProperties: false } : inner;
}
