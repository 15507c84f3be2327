import { type Answer, exchange } from './client.js';

interface Operation {
  responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: { message: string } }> }> } | undefined>;
}
/** Without paths it is the 404 for a version that is none. */
type Document = { paths?: Record<string, Record<string, Operation>> };

const documents = new Map<string, Promise<Document>>();

/**
 * Fails when a route answers with a status, or with an OBP error, that its OpenAPI document does not list. So every
 * e2e test also proves that the documentation hides nothing.
 */
export async function assertDocumented(base: string, method: string, path: string, answer: Answer): Promise<void> {
  const operation = await operationOf(base, method, path.split('?', 1)[0] ?? '');
  if (operation === undefined || answer.status === 304) return;
  const documented = operation.responses[String(answer.status)];
  if (documented === undefined)
    throw new Error(`${method} ${path} answered ${answer.status}, which is not documented: ${JSON.stringify(answer.body)}`);
  const code = /^OBP-\d{5}/.exec(String((answer.body as { message?: unknown } | undefined)?.message))?.[0];
  if (answer.status < 400 || code === undefined) return;
  const listed = Object.values(documented.content?.['application/json']?.examples ?? {});
  if (!listed.some(({ value }) => value.message.startsWith(code)))
    throw new Error(`${method} ${path} answered ${answer.status} ${code}, which is not documented`);
}

async function operationOf(base: string, method: string, path: string): Promise<Operation | undefined> {
  const version = /^\/obp\/(v[\d.]+)\//.exec(path)?.[1];
  if (version === undefined) return undefined;
  const key = `${base} ${version}`;
  if (!documents.has(key))
    documents.set(
      key,
      exchange(base, 'GET', `/openapi/${version}.json`, {}).then(({ body }) => body as Document),
    );
  const { paths = {} } = await (documents.get(key) as Promise<Document>);
  // A path without parameters is the more exact one.
  const templates = Object.keys(paths).sort((a, b) => a.split('{').length - b.split('{').length);
  const template = templates.find((candidate) =>
    new RegExp(`^${candidate.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
}
