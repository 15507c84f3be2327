import { createConfig, lintFromString } from '@redocly/openapi-core';

/** What the linter finds wrong with an OpenAPI or Swagger document under its strictest set of rules; empty when nothing. */
export async function lint(document: object): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      'operation-tag-defined': 'error',
      'operation-description': 'error',
      'operation-operationId-unique': 'error',
      // Swagger 2.0 has no null; its examples are those of OpenAPI, where they are checked.
      'no-invalid-schema-examples': 'swagger' in document ? 'off' : 'error',
      'no-invalid-parameter-examples': 'error',
      // OBP's paths are what they are: `my/api-collections/name/NAME` beside `my/api-collections/ID/api-collection-endpoints`.
      'no-ambiguous-paths': 'off',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'document.json', config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location.map((at) => at.pointer ?? '').join(' ')}`);
}
