import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { authenticationOf, documentOf, type Operation, operationsOf, VERSIONS } from '../support/documents.js';
import { type OperationPage, readOperations, type ShownField } from '../support/operation-page.js';

/*
 * The pages say what the documents for programs and the page of permissions say. That the documents for programs agree with
 * each other is asked in documents.e2e.ts.
 */

const LANGUAGES = [
  {
    locale: 'en_GB',
    required: 'required',
    headings: ['URL Parameters:', 'Query Parameters:', 'JSON request body fields:', 'JSON response body fields:'],
  },
  {
    locale: 'es_ES',
    required: 'obligatorio',
    headings: [
      'Parámetros de la URL:',
      'Parámetros de consulta:',
      'Campos JSON del cuerpo de la petición:',
      'Campos JSON del cuerpo de la respuesta:',
    ],
  },
];

/** The resource docs of every version's own operations, by id. */
async function resourceDocs(locale: string): Promise<Map<string, any>> {
  const all = await Promise.all(
    VERSIONS.map(async (version) => {
      const { body } = await new Client().get(`/obp/v4.0.0/resource-docs/v${version}/obp?locale=${locale}`);
      return body.resource_docs.filter((doc: any) => doc.implemented_by.version === `OBPv${version}`);
    }),
  );
  return new Map(all.flat().map((doc: any) => [doc.operation_id, doc]));
}

/** The operations of all OpenAPI documents by id, each as the oldest version has it. */
async function openApi(): Promise<Map<string, Operation & { verb: string; path: string }>> {
  const documents = await Promise.all(VERSIONS.map(async (version) => operationsOf(version, await documentOf(version))));
  return new Map(
    documents
      .flat()
      .toReversed()
      .map(({ verb, path, operation }) => [operation.operationId, { ...operation, verb: verb.toUpperCase(), path }]),
  );
}

/** The roles that a cell names. What holds in the sandbox, as which the service of the tests runs, may stand behind these words. */
const rolesIn = (cell = ''): string[] => cell.replace(/^.*; in the sandbox /, '').match(/\bCan\w+/g) ?? [];

type Line = readonly [name: string, example: string, mandatory: boolean];

/** One of the lists at the end of a description: lines of `[**name**](/glossary#title): example`. */
function listed(markdown: string, heading: string): Line[] {
  const parts = markdown.split('\n\n');
  const begin = parts.indexOf(`**${heading}**`) + 1;
  if (begin === 0) return [];
  const length = parts.slice(begin).findIndex((part) => /^\*\*[^*]+:\*\*$/.test(part));
  return parts.slice(begin, length < 0 ? undefined : begin + length).map((part) => {
    const [, name = '', example = ''] = /^\[?(.+?)(?:\]\(\/glossary#[^)]*\))?: (.*)$/s.exec(part) ?? [];
    return [plain(name.replaceAll('**', '')), plain(example), name.includes('**')];
  });
}

/** Without the backslashes of Markdown, and with spaces as a browser shows them. */
const plain = (text: string): string =>
  text
    .replace(/\\([\\`*[\]<>&~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
const byName = (lines: readonly Line[]): Line[] => lines.toSorted(([a], [b]) => (a < b ? -1 : 1));
const linesOf = (fields: readonly ShownField[], required: string): Line[] =>
  fields.map(({ name, example, meaning }) => [name, example, meaning.split('. ')[0]?.split(', ').includes(required) ?? false]);

describeInBrowser('the pages of operations', (open) => {
  const pages = new Map<string, OperationPage[]>();
  let operations: Awaited<ReturnType<typeof openApi>>;

  let ids: string[];

  beforeAll(async () => {
    operations = await openApi();
    const page = await open('/explorer');
    const links = await page.locator('[data-group] a').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    ids = links.map((href) => href?.split('/').at(-1) ?? '');
    for (const { locale } of LANGUAGES) pages.set(locale, await readOperations(page, ids, locale));
  });

  test('there is one for each', () => {
    expect(ids.length).toBeGreaterThan(80);
    expect(ids.toSorted()).toEqual([...operations.keys()].sort());
  });

  test('no id is given twice', () => {
    for (const { id, doubledIds } of pages.get('en_GB') ?? []) expect([id, ...doubledIds]).toEqual([id]);
  });

  test.each(LANGUAGES)('they say what the resource docs say: $locale', async ({ locale, required, headings }) => {
    const docs = await resourceDocs(locale);
    expect(docs.size).toBeGreaterThan(80);
    const shown = pages.get(locale)?.filter(({ version }) => version.startsWith('OBPv')) ?? [];
    expect(shown.map(({ id }) => id).sort()).toEqual([...docs.keys()].sort());
    for (const page of shown) {
      const doc = docs.get(page.id);
      const errors: string[] = doc.error_response_bodies.map(plain);
      const folded = new Set([...page.foldedErrors, ...page.anyCallErrors].map(({ text }) => text));
      const [path, query, request, response] = headings.map((heading) => byName(listed(doc.description_markdown, heading)));
      expect({
        ...{ id: page.id, title: page.title, call: page.call, version: page.version, functionName: page.functionName, tags: page.tags },
        ...{ roles: page.roles, errors: page.errors.map(({ text }) => text), folded: [...folded].sort(), example: page.example },
        path: byName(linesOf(page.path, required)),
        query: byName(linesOf(page.query, required)),
        request: linesOf(page.request, required),
        response: linesOf(page.response, required),
      }).toEqual({
        id: doc.operation_id,
        title: doc.summary,
        call: `${doc.request_verb} ${doc.request_url}`,
        version: doc.implemented_by.version,
        functionName: doc.implemented_by.function,
        tags: doc.tags,
        roles: (doc.roles ?? []).map(({ role }: any) => role),
        errors: errors.filter((text) => !folded.has(text)),
        folded: errors.filter((text) => folded.has(text)).sort(),
        example: doc.success_response_body,
        ...{ path, query, request, response },
      });
    }
  });

  test('the errors of authentication are folded, but for those that the operation names itself', () => {
    const page = pages.get('en_GB')?.find(({ id }) => id === 'OBPv4.0.0-createCustomerMessage');
    const codesOf = (errors: OperationPage['errors'] = []): string[] => errors.map(({ text }) => text.slice(0, 9));
    expect(codesOf(page?.errors)).toEqual(
      expect.arrayContaining(['OBP-20001', 'OBP-20006', 'OBP-30001', 'OBP-30046', 'OBP-10018', 'OBP-10040']),
    );
    expect(codesOf(page?.foldedErrors)).toEqual(expect.arrayContaining(['OBP-20003', 'OBP-20208', 'OBP-20013']));
    expect(codesOf(page?.anyCallErrors)).toEqual(expect.arrayContaining(['OBP-98001', 'OBP-10404', 'OBP-50019']));
    for (const { foldedErrors } of pages.get('en_GB') ?? [])
      expect(codesOf(foldedErrors).filter((code) => !/^OBP-(200\d\d|202\d\d|981\d\d)$/.test(code))).toEqual([]);
  });

  test('they say what the OpenAPI documents say', () => {
    for (const page of pages.get('en_GB') ?? []) {
      const operation = operations.get(page.id) as NonNullable<ReturnType<typeof operations.get>>;
      const named = (place: string): string[][] =>
        (operation.parameters ?? [])
          .filter((parameter) => parameter.in === place)
          .map(({ name, example, schema }) => [name, plain(String(example ?? schema?.example ?? schema?.examples?.[0] ?? ''))])
          .sort();
      const answers = Object.entries(operation.responses);
      const errors = answers.flatMap(([status, { content }]) =>
        Object.values(content?.['application/json']?.examples ?? {}).map(({ value }) => `${status} ${plain(value.message)}`),
      );
      const names = (fields: readonly ShownField[]): string[][] => fields.map(({ name, example }) => [name, example]).sort();
      expect({
        ...{ id: page.id, call: page.call, authentication: page.authentication, status: page.status, tags: page.tags },
        ...{ path: names(page.path), query: names(page.query), headers: names(page.headers) },
        errors: [...page.errors, ...page.foldedErrors, ...page.anyCallErrors].map(({ text, status }) => `${status} ${text}`).sort(),
      }).toEqual({
        id: operation.operationId,
        call: `${operation.verb} ${operation.path.replace(/[{}]/g, '')}`,
        authentication: authenticationOf(operation),
        status: answers.map(([status]) => status).find((status) => status < '400'),
        tags: operation.tags,
        ...{ path: named('path'), query: named('query'), headers: named('header') },
        errors: errors.sort(),
      });
    }
  });

  test('they say what the table of the README says', () => {
    const table = /<!-- operations:start -->([^]*)<!-- operations:end -->/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const rows = [...table.matchAll(/^\| `([\w.-]+)`<br>(.*)\|$/gm)].map(([, id = '', rest = '']) => {
      const [title, request, versions, roles] = rest.split('|').map((cell) => cell.trim());
      return { id, title, request, versions, roles: rolesIn(roles) };
    });
    const shown = (pages.get('en_GB') ?? []).filter(({ tags }) => tags.includes('Customer-Message'));
    expect(rows).toEqual(
      shown
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, title, call, version, answersUnder, roles }) => ({
          id,
          title,
          request: `\`${call.replace(version.replace('OBP', ''), 'VERSION')}\``,
          versions: version === 'none' ? '' : `${answersUnder[0]} to ${answersUnder.at(-1)}`,
          roles,
        })),
    );
    expect(rows.length).toBeGreaterThanOrEqual(5);
  });

  test('they say what the page of permissions says', () => {
    const rows = new Map(
      [...readFileSync('docs/generated/permissions.md', 'utf8').matchAll(/^\| `([\w.-]+)` \|(.*)\|$/gm)].map(([, id = '', rest = '']) => [
        id,
        rest.split('|').map((cell) => cell.trim()),
      ]),
    );
    for (const page of pages.get('en_GB') ?? []) {
      const [versions, request, authentication, , roles = ''] = rows.get(page.id) ?? [];
      const [oldest = '', newest = ''] = [page.answersUnder[0], page.answersUnder.at(-1)];
      const without = page.version === 'none';
      expect({
        id: page.id,
        versions: without ? '' : oldest === newest ? oldest : `${oldest} to ${newest}`,
        request: page.call,
        authentication: page.authentication,
        roles: page.roles,
      }).toEqual({
        id: page.id,
        versions,
        request: request?.replaceAll('`', '').replace(/\bVERSION\b/, page.version.replace('OBP', '')),
        authentication,
        roles: rolesIn(roles),
      });
    }
  });
});
