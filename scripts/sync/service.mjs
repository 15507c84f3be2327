import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The facts about an operation that generated pages need.
 *
 * @typedef {object} Operation
 * @property {string} id
 * @property {readonly string[]} versions it answers under; none outside `/obp`
 * @property {string} verb
 * @property {string} path with its prefix, parameters as `BANK_ID`
 * @property {'mandatory' | 'optional' | 'none'} authentication
 * @property {string} strangers what it costs to answer a caller who has not logged in; empty where such callers are refused
 * @property {readonly string[]} roles any one of them is enough
 * @property {readonly string[]} sandboxRoles the same where the sandbox is on
 * @property {readonly string[]} checks names in their order
 * @property {readonly string[]} errors keys of the catalogue
 * @property {string} summary
 * @property {readonly string[]} tags
 */

/**
 * Creates the application without a sandbox, on an embedded database in a folder of its own and without listening, and reads its
 * declarations. PUBLIC_URL is fixed, so that the same sources always give the same.
 */
export async function readService() {
  await import('reflect-metadata');
  const { loadConfig } = await import('../../dist/src/platform/config/config.js');
  const { createLogger } = await import('../../dist/src/platform/config/logger.js');
  const { VARIABLES } = await import('../../dist/src/platform/config/variables.js');
  const { openDatabase } = await import('../../dist/src/app/schema/open-database.js');
  const { createApp } = await import('../../dist/src/app/create-app.js');
  const { OpenApiDocuments } = await import('../../dist/src/platform/openapi/openapi-documents.js');
  const { ERRORS } = await import('../../dist/src/platform/errors/catalogue.js');

  const dataDir = mkdtempSync(join(tmpdir(), 'cm-sync-'));
  const config = loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1:8080', SANDBOX: 'false' });
  const sandbox = loadConfig({ SANDBOX: 'true' });
  const { dataSource, stopEngine } = await openDatabase(config, () => undefined);
  const app = await createApp(config, dataSource, createLogger('silent'));
  try {
    const documents = app.get(OpenApiDocuments);
    return {
      variables: VARIABLES,
      errors: ERRORS,
      operations: await readOperations(app, sandbox),
      // Through JSON, since a document as an object may contain undefined and shared parts.
      documents: documents.versions().map((version) => ({ version, document: JSON.parse(JSON.stringify(documents.of(version))) })),
    };
  } finally {
    await app.close();
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns {Promise<Operation[]>} sorted by id */
async function readOperations(app, sandbox) {
  const { DiscoveryService, MetadataScanner } = await import('@nestjs/core');
  const { ENDPOINT } = await import('../../dist/src/platform/endpoint/endpoint.decorator.js');
  const { EndpointRegistry } = await import('../../dist/src/platform/endpoint/endpoint-registry.js');
  const registry = app.get(EndpointRegistry);
  const handlers = app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .map(({ instance }) => Object.getPrototypeOf(instance))
    .flatMap((prototype) => new MetadataScanner().getAllMethodNames(prototype).map((name) => prototype[name]));
  const names = (roles) => roles.map(({ name }) => name);
  return handlers
    .flatMap((handler) => {
      const endpoint = registry.of(handler);
      return endpoint === undefined ? [] : [{ endpoint, declared: Reflect.getMetadata(ENDPOINT, handler) }];
    })
    .map(({ endpoint, declared }) => ({
      id: endpoint.operationId,
      versions: endpoint.answersUnder,
      verb: endpoint.verb,
      path: `${endpoint.version === 'none' ? '/' : '/obp/VERSION/'}${endpoint.path.replaceAll(':', '')}`,
      authentication: endpoint.authentication,
      strangers: endpoint.strangers ?? '',
      roles: names(endpoint.roles),
      sandboxRoles: names(typeof declared.roles === 'function' ? declared.roles(sandbox) : endpoint.roles),
      checks: endpoint.checkNames,
      errors: endpoint.allErrors,
      summary: declared.summary,
      tags: declared.tags,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
