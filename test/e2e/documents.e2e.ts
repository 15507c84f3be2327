import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { SaxesParser } from 'saxes';
import { SPANISH, SPANISH_FIELDS, SPANISH_PARAMETERS } from '../../src/documentation/texts/es.js';
import { type Answer, Client, exchange, shared } from '../support/client.js';
import { assertDocumented } from '../support/documented.js';
import { lint } from '../support/lint.js';

const VERSIONS = ['v1.4.0', 'v2.0.0', 'v2.1.0', 'v2.2.0', 'v3.0.0', 'v3.1.0', 'v4.0.0', 'v5.0.0', 'v5.1.0'];
const METHODS = ['get', 'post', 'put', 'delete'];

interface Documents {
  readonly docs: any[];
  readonly spanish: any[];
  readonly swagger: any;
  readonly openApi: any;
}

/** All operations of a document with paths, by id. */
const operationsOf = (document: any): Map<string, any> =>
  new Map(
    Object.entries<any>(document.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method] !== undefined).map((method) => {
        const operationId = (item[method]['x-obp-operation-id'] ?? item[method].operationId) as string;
        return [operationId, { ...item[method], operationId, path, verb: method.toUpperCase() }];
      }),
    ),
  );

/** Every OBP error code that occurs in a text. */
const codesIn = (text: string): string[] => [...new Set([...text.matchAll(/OBP-\d{5}(?=:)/g)].map(([code]) => code))].sort();

describe.each(VERSIONS)('the documents of %s', (version) => {
  let all: Documents;

  beforeAll(async () => {
    const client = new Client();
    const read = async (path: string): Promise<any> => {
      const { status, body } = await client.get(path);
      if (status !== 200) throw new Error(`${path} was answered ${status}: ${JSON.stringify(body)}`);
      return body;
    };
    all = {
      docs: (await read(`/obp/${version}/resource-docs/OBP${version}/obp`)).resource_docs,
      spanish: (await read(`/obp/${version}/resource-docs/${version}/obp?locale=es_ES`)).resource_docs,
      swagger: await read(`/obp/${version}/resource-docs/${version}/swagger`),
      openApi: (await exchange(shared().url, 'GET', `/openapi/${version}.json`, {})).body,
    };
  });

  test('OpenAPI passes the linter', async () => {
    expect(await lint(all.openApi)).toEqual([]);
  });

  test('OpenAPI and Swagger 2.0 follow the schemas of their standards', async () => {
    expect(await new Validator().validate(all.openApi)).toMatchObject({ valid: true });
    expect(await new Validator().validate(all.swagger)).toMatchObject({ valid: true });
  });

  test('Swagger 2.0 passes the linter', async () => {
    expect(await lint(all.swagger)).toEqual([]);
  });

  test('Swagger 2.0, OpenAPI and the resource docs say the same of each operation', () => {
    const fromDocs = all.docs.map((doc) => ({
      id: doc.operation_id,
      verb: doc.request_verb,
      path: doc.specified_url.replace(/(?<=\/)[A-Z_]+(?=\/|$)/g, '{$&}'),
      summary: doc.summary,
      tags: doc.tags,
      roles: doc.roles ?? [],
      errors: codesIn(doc.error_response_bodies.join('\n')),
      request: doc.example_request_body,
      response: doc.success_response_body,
    }));
    const fromOpenApi = [...operationsOf(all.openApi).values()]
      .filter(({ path }) => path.startsWith('/obp/'))
      .map((operation) => ({
        id: operation.operationId,
        verb: operation.verb,
        path: operation.path,
        summary: operation.summary,
        tags: operation.tags,
        roles: operation['x-obp-roles'],
        errors: codesIn(errorsOf(operation)),
        request: operation.requestBody?.content['application/json'].example,
        response: successOf(operation)?.content?.['application/json'].example,
      }));
    const fromSwagger = [...operationsOf(all.swagger).values()].map((operation) => ({
      id: operation.operationId,
      verb: operation.verb,
      path: operation.path,
      summary: operation.summary,
      tags: operation.tags,
      roles: operation['x-obp-roles'],
      errors: codesIn(errorsOf(operation)),
      request: bodyOf(operation, all.swagger),
      response: successOf(operation)?.examples?.['application/json'],
    }));
    const byId = (list: { id: string }[]): unknown => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(fromDocs.length).toBeGreaterThan(3);
    expect(byId(fromOpenApi)).toEqual(byId(fromDocs));
    expect(byId(fromSwagger)).toEqual(byId(fromDocs));
  });

  test('every operation, parameter, field and tag is there in Spanish', () => {
    const operations = [...operationsOf(all.openApi).values()];
    const parameters = operations.flatMap(({ parameters: list = [] }) => list.filter((one: any) => one.in !== 'path'));
    expect(operations.map(({ operationId }) => operationId).filter((id) => SPANISH[id] === undefined)).toEqual([]);
    expect(
      parameters
        .map(({ description }) => description.replace(/ For example: `[^`]*`\.$/, ''))
        .filter((text) => SPANISH_PARAMETERS[text] === undefined),
    ).toEqual([]);
    const fields = Object.values<any>(all.openApi.components.schemas).flatMap(({ properties = {} }) => Object.values<any>(properties));
    const described = fields.map(({ description }) => description).filter((text) => text !== undefined);
    expect(described).toContain('The HTTP status.');
    expect(described.filter((text) => SPANISH_FIELDS[text] === undefined)).toEqual([]);
    for (const doc of all.spanish)
      expect(doc).toMatchObject({ summary: SPANISH[doc.operation_id]?.summary, description: expect.stringContaining('autenticación') });
  });

  test('every path parameter has an example', () => {
    const parameters = [...operationsOf(all.openApi).values()].flatMap(({ parameters: list = [] }) => list);
    const without = parameters.filter((one: any) => one.in === 'path' && (one.example ?? one.schema?.example) === undefined);
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  test('nothing is filled in that a caller need not send', () => {
    const parameters = Object.values<any>(all.openApi.paths).flatMap((item) =>
      Object.values<any>(item).flatMap((one) => one.parameters ?? []),
    );
    const optional = parameters.filter((one) => one.in !== 'path');
    expect(optional.map(({ name }) => name)).toEqual(expect.arrayContaining(['Idempotency-Key', 'cursor', 'limit']));
    expect(optional.filter(({ example, schema }) => (example ?? schema.example ?? schema.default) !== undefined)).toEqual([]);
    expect(optional.filter(({ schema }) => schema.examples.length !== 1)).toEqual([]);
  });

  test('clients can be generated: names of methods are identifiers, whole numbers integers', () => {
    const names = Object.values<any>(all.openApi.paths).flatMap((item) => Object.values<any>(item).map((one) => one.operationId));
    expect(names).toContain(version === 'v1.4.0' ? 'addCustomerMessageV140' : 'directLogin');
    expect(names.filter((name) => !/^[a-z][A-Za-z0-9]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const fields = Object.values<any>(all.openApi.components.schemas).flatMap(({ properties = {} }) => Object.entries<any>(properties));
    expect(fields.filter(([, { type }]) => type === 'number')).toEqual([]);
  });

  test.each(['docs', 'spanish'] as const)('descriptions (%s) are well-formed XML', (language) => {
    for (const doc of all[language]) expect(() => parseXml(`<div>${doc.description}</div>`)).not.toThrow();
  });
});

describe('the document of the messages alone', () => {
  const read = (path: string): ReturnType<typeof exchange> => exchange(shared().url, 'GET', path, {});

  test('has the operations of messages, each under the version that introduced it', async () => {
    const { body } = await read('/openapi/messages.json');
    expect(await lint(body)).toEqual([]);
    expect(await new Validator().validate(body)).toMatchObject({ valid: true });
    const operations = [...operationsOf(body).values()];
    expect(operations.map(({ verb, path }) => `${verb} ${path}`)).toEqual(
      expect.arrayContaining([
        'POST /obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages',
        'GET /obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages',
        'POST /obp/v1.4.0/banks/{BANK_ID}/customer/{CUSTOMER_ID}/messages',
        'GET /obp/v1.4.0/banks/{BANK_ID}/customer/messages',
        'POST /messaging/v1/banks/{BANK_ID}/messages',
      ]),
    );
    expect(operations.filter(({ tags }) => tags[0] !== 'Customer-Message')).toEqual([]);
    expect(body.tags[0].name).toBe('Customer-Message');
  });

  test.each(['messages', 'v5.1.0'])('%s.yaml says what its JSON says', async (name) => {
    const { status, headers, body } = await read(`/openapi/${name}.yaml`);
    expect([status, headers['content-type']]).toEqual([200, 'application/yaml; charset=utf-8']);
    expect(load(String(body))).toEqual((await read(`/openapi/${name}.json`)).body);
  });

  test.each(['messages', 'messages.xml', 'v9.9.9.yaml', 'v4.0.0', 'Messages.json'])('%s is no document', async (name) => {
    const { status, body } = await read(`/openapi/${name}`);
    expect([status, body.message]).toEqual([404, expect.stringMatching(/^OBP-10404/)]);
  });
});

test('the linter finds what is wrong', async () => {
  const { body } = await exchange(shared().url, 'GET', '/openapi/v4.0.0.json', {});
  const operation = body.paths['/obp/v4.0.0/users'].post;
  operation.tags.push('Unknown');
  delete operation.summary;
  operation.requestBody.content['application/json'].example.email = 1;
  const found = await lint(body);
  for (const rule of ['operation-tag-defined', 'operation-summary', 'no-invalid-media-type-examples'])
    expect(found).toContainEqual(expect.stringContaining(`${rule}: `));
});

test('an answer that its document does not describe is noticed', async () => {
  const { url } = shared();
  const check = (body: unknown, status = 200): Promise<void> =>
    assertDocumented(url, 'GET', '/obp/v4.0.0/banks/x/customers/y/messages', { status, headers: {}, body } as Answer);
  const message = { id: 'i', date: '2020-01-01T00:00:00Z', transport: '', message: 'm', from_department: '', from_person: '' };
  await check({ messages: [message] });
  const { transport: _, ...without } = message;
  for (const wrong of [without, { ...message, more: 1 }, { ...message, date: 'yesterday' }, { ...message, message: null }])
    await expect(check({ messages: [wrong] })).rejects.toThrow('another body than documented');
  await expect(check({ code: 400, message: 'OBP-10007: Incorrect Role name:' }, 400)).rejects.toThrow('OBP-10007, which is not documented');
  await expect(check({}, 418)).rejects.toThrow('418, which is not documented');
});

const errorsOf = ({ responses }: any): string => JSON.stringify(Object.entries(responses).filter(([status]) => status >= '400'));

const successOf = ({ responses }: any): any => responses[Object.keys(responses).find((status) => status < '300') ?? ''];

function bodyOf(operation: any, document: any): unknown {
  const body = operation.parameters.find((one: any) => one.in === 'body');
  const name = body?.schema.$ref?.split('/').at(-1);
  return name === undefined ? body?.schema.example : document.definitions[name].example;
}

function parseXml(text: string): void {
  const parser = new SaxesParser({ fragment: false });
  parser.on('error', (error: Error) => {
    throw error;
  });
  parser.write(text).close();
}
