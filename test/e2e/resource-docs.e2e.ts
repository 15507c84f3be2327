import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, sandboxOf } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { World, type WorldUser } from '../support/world.js';

const CREATE = 'OBPv4.0.0-createCustomerMessage';
const MESSAGE_OPERATIONS = ['OBPv1.4.0-addCustomerMessage', 'OBPv1.4.0-getCustomersMessages', CREATE, 'OBPv4.0.0-getCustomerMessages'];

const client = new Client();
const docsOf = async (path: string): Promise<any[]> => {
  const { status, body } = await client.get(path);
  expect([status, body.message]).toEqual([200, undefined]);
  return body.resource_docs;
};
const idsOf = async (query: string, version = 'v4.0.0'): Promise<string[]> =>
  (await docsOf(`/obp/v4.0.0/resource-docs/${version}/obp${query}`)).map(({ operation_id: id }) => id).sort();

describe('resource docs', () => {
  test('callers of v4.0.0 and later are told how many there are, earlier ones are not', async () => {
    const { body: later } = await client.get('/obp/v5.1.0/resource-docs/OBPv4.0.0/obp');
    expect(later.meta).toEqual({
      response_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      count: later.resource_docs.length,
    });
    expect(Object.keys((await client.get('/obp/v3.1.0/resource-docs/OBPv4.0.0/obp')).body)).toEqual(['resource_docs']);
  });

  test('a version is written with or without OBP, whichever version is called', async () => {
    const expected = await docsOf('/obp/v4.0.0/resource-docs/OBPv4.0.0/obp');
    for (const caller of ['v1.4.0', 'v2.0.0', 'v2.1.0', 'v2.2.0', 'v3.0.0', 'v3.1.0', 'v4.0.0', 'v5.0.0', 'v5.1.0'])
      expect(await docsOf(`/obp/${caller}/resource-docs/v4.0.0/obp`)).toEqual(expected);
  });

  test('a version has what it introduced and what it inherits, with the URLs of both', async () => {
    const inherited = (await docsOf('/obp/v4.0.0/resource-docs/v5.1.0/obp')).find(
      ({ operation_id: id }) => id === 'OBPv1.4.0-addCustomerMessage',
    );
    expect(inherited).toMatchObject({
      implemented_by: { version: 'OBPv1.4.0', function: 'addCustomerMessage' },
      request_url: '/obp/v1.4.0/banks/BANK_ID/customer/CUSTOMER_ID/messages',
      specified_url: '/obp/v5.1.0/banks/BANK_ID/customer/CUSTOMER_ID/messages',
    });
    const ids = await idsOf('', 'v3.1.0');
    expect(ids).toContain('OBPv1.4.0-addCustomerMessage');
    expect(ids).not.toContain(CREATE);
    // The same verb and path anew in a later version takes the place of the older.
    expect(ids).toContain('OBPv1.4.0-getResourceDocsObp');
    expect(await idsOf('')).not.toContain('OBPv1.4.0-getResourceDocsObp');
  });

  test('they come by URL and verb', async () => {
    const keys = (await docsOf('/obp/v4.0.0/resource-docs/v5.1.0/obp')).map((doc) => `${doc.request_url} ${doc.request_verb}`);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys).toEqual(keys.toSorted());
  });

  test('tags, functions and content choose; what they do not know chooses nothing', async () => {
    const every = await idsOf('');
    const tagged = await idsOf('?tags=Customer-Message');
    expect(tagged).toEqual(MESSAGE_OPERATIONS);
    expect(await idsOf('?tags=NoSuchTag')).toEqual([]);
    expect(await idsOf('?functions=createCustomerMessage')).toEqual([CREATE]);
    expect(await idsOf('?tags=Customer&functions=createCustomerMessage,createUser')).toEqual([CREATE]);
    expect(await idsOf('?content=dynamic')).toEqual([]);
    for (const query of [
      '?tags=',
      '?content=static',
      '?content=all',
      '?content=nonsense',
      '?&cache-modifier=1',
      '?functions=&locale=en_GB',
    ])
      expect(await idsOf(query)).toEqual(every);
  });

  test('a list of tags or functions means any of them', async () => {
    const banks = await idsOf('?tags=Bank');
    expect(await idsOf('?tags=Bank,Customer-Message')).toEqual([...banks, ...MESSAGE_OPERATIONS].sort());
    expect(await idsOf('?tags=Bank%2CCustomer-Message')).toEqual([...banks, ...MESSAGE_OPERATIONS].sort());
    expect(await idsOf('?functions=getCustomerMessages,createCustomerMessage')).toEqual([CREATE, 'OBPv4.0.0-getCustomerMessages']);
  });

  test('of a collection exactly its operations are shown, whatever else is asked for', async () => {
    const world = await World.create();
    const [owner, other] = await Promise.all([world.user('owner'), world.user('other')]);
    const make = async (name: string, sharable: boolean): Promise<string> => {
      const collection = { api_collection_name: name, is_sharable: sharable, description: '' };
      const { body } = await client.post('/obp/v4.0.0/my/api-collections', collection, { token: owner.token });
      for (const id of [CREATE, 'OBPv1.4.0-getCustomersMessages', 'OBPv5.0.0-createBank'])
        await client.post(`/obp/v4.0.0/my/api-collections/${name}/api-collection-endpoints`, { operation_id: id }, { token: owner.token });
      return body.api_collection_id;
    };
    const urlsOf = async (id: string, token?: string): Promise<string[]> => {
      const path = `/obp/v4.0.0/resource-docs/v4.0.0/obp?api-collection-id=${id}&tags=Bank&content=dynamic`;
      const { body } = await client.get(path, token === undefined ? {} : { token });
      return body.resource_docs.map((doc: any) => doc.specified_url);
    };
    const urls = [
      '/obp/v4.0.0/banks/BANK_ID/customer/messages',
      '/obp/v4.0.0/banks/BANK_ID/customers/CUSTOMER_ID/messages',
      '/obp/v5.0.0/banks', // it does not answer under v4.0.0
    ];
    const [open, own] = [await make('Open', true), await make('Own', false)];
    expect(await urlsOf(open)).toEqual(urls);
    expect(await urlsOf(own, owner.token)).toEqual(urls);
    expect(await urlsOf(own, other.token)).toEqual([]);
    expect(await urlsOf(own)).toEqual([]);
    expect(await urlsOf('no-such-collection')).toEqual([]);
    const { body: swagger } = await client.get(`/obp/v4.0.0/resource-docs/v4.0.0/swagger?api-collection-id=${open}`);
    const braced = urls.map((url) => url.replace('CUSTOMER_ID', '{CUSTOMER_ID}').replace('BANK_ID', '{BANK_ID}'));
    expect(Object.keys(swagger.paths).sort()).toEqual(braced);
  });

  test('the description lists parameters and fields with an example each', async () => {
    const [doc] = await docsOf('/obp/v4.0.0/resource-docs/v4.0.0/obp?functions=createCustomerMessage');
    expect(doc.description_markdown.split('\n\n').slice(1)).toEqual([
      'Authentication is Mandatory',
      '**URL Parameters:**',
      '[BANK_ID](/glossary#Bank.bank_id): gh.29.uk',
      '[CUSTOMER_ID](/glossary#Customer.customer_id): 7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh',
      '**JSON request body fields:**',
      '[**from_department**](/glossary#Message.from_department): Open Bank',
      '[**from_person**](/glossary#Message.from_person): Tom',
      '**message**: 123456',
      '[**transport**](/glossary#Message.transport): SMS',
      '**JSON response body fields:**',
      '**success**: Success',
    ]);
    expect(doc.description).toContain('<p><a href="/glossary#Bank.bank_id">BANK_ID</a>: gh.29.uk</p>');
  });

  test('everything is there in Spanish, also under the alias language', async () => {
    const path = '/obp/v4.0.0/resource-docs/v4.0.0/obp?functions=getCustomerMessages';
    const [doc] = await docsOf(`${path}&locale=es_ES`);
    expect(doc.summary).toBe('Obtener los mensajes a un cliente');
    expect(doc.description_markdown).toContain('La autenticación es obligatoria');
    expect(doc.description_markdown).toContain('**Parámetros de la URL:**');
    expect(doc.error_response_bodies[0]).toBe('OBP-20001: no conectado. Se requiere autenticación');
    expect(await docsOf(`${path}&language=es_ES`)).toEqual([doc]);
  });

  test.each([
    ['obp', 'OBPv9.9.9', '', 'OBP-00027: Invalid API Version string. We could not find the version specified. OBPv9.9.9'],
    ['obp', 'BGv1.3', '', 'OBP-00027: Invalid API Version string. We could not find the version specified. BGv1.3'],
    [
      'obp',
      'v1.2.1',
      '',
      'OBP-00008: The API version you called is not enabled on this server. Please contact your API administrator or use another version. v1.2.1',
    ],
    [
      'obp',
      'v4.0.0',
      '?locale=xx_XX',
      'OBP-10041: This locale is not supported. Only the following can be used: en_GB , es_ES. Current Locale is xx_XX',
    ],
    [
      'obp',
      'v4.0.0',
      '?language=fr_FR',
      'OBP-10041: This locale is not supported. Only the following can be used: en_GB , es_ES. Current Locale is fr_FR',
    ],
    ['swagger', 'v9', '', 'OBP-00027: Invalid API Version string. We could not find the version specified. Current Version is v9'],
    [
      'swagger',
      'v1.3.0',
      '',
      'OBP-00008: The API version you called is not enabled on this server. Please contact your API administrator or use another version. Current Version is v1.3.0',
    ],
    [
      'swagger',
      'v4.0.0',
      '?locale=xx',
      'OBP-10041: This locale is not supported. Only the following can be used: en_GB , es_ES. Current Locale is xx',
    ],
  ])('%s of %s%s is refused', async (kind, version, query, message) => {
    for (const caller of ['v1.4.0', 'v5.1.0']) {
      const { status, body } = await client.get(`/obp/${caller}/resource-docs/${version}/${kind}${query}`);
      expect([status, body]).toEqual([400, { code: 400, message }]);
    }
  });

  test('of a bank there are none; of no bank neither', async () => {
    const world = await World.create();
    const bank = await world.bank();
    const { status, body } = await client.get(`/obp/v4.0.0/banks/${bank}/resource-docs/OBPv4.0.0/obp?cache-modifier=1`);
    expect([status, body]).toEqual([200, { resource_docs: [] }]);
    const { body: missing } = await client.get('/obp/v4.0.0/banks/no.such.bank/resource-docs/OBPv4.0.0/obp');
    expect(missing).toMatchObject({ code: 404, message: expect.stringMatching(/^OBP-30001: .* Current BankId is no.such.bank$/) });
    const { body: wrong } = await client.get(`/obp/v4.0.0/banks/${bank}/resource-docs/OBPv9.9.9/obp`);
    expect(wrong.message).toMatch(/^OBP-00027: /);
  });
});

describe('Swagger 2.0', () => {
  test('names shapes as OBP does and puts the body first, the last path parameter before the others', async () => {
    const { body } = await client.get('/obp/v4.0.0/resource-docs/v4.0.0/swagger?tags=Customer-Message');
    expect(Object.keys(body.paths).sort()).toEqual([
      '/obp/v4.0.0/banks/{BANK_ID}/customer/messages',
      '/obp/v4.0.0/banks/{BANK_ID}/customer/{CUSTOMER_ID}/messages',
      '/obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages',
    ]);
    const { post, get } = body.paths['/obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages'];
    expect(post.parameters).toEqual([
      {
        in: 'body',
        name: 'body',
        description: 'CreateMessageJsonV400 object that needs to be added.',
        required: true,
        schema: { $ref: '#/definitions/CreateMessageJsonV400' },
      },
      { in: 'path', name: 'CUSTOMER_ID', description: 'The customer id', required: true, type: 'string' },
      { in: 'path', name: 'BANK_ID', description: 'The bank id', required: true, type: 'string' },
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: false, type: 'string' }),
    ]);
    expect(post.responses['201'].schema).toEqual({ $ref: '#/definitions/SuccessMessage' });
    expect(get.responses['200'].schema).toEqual({ $ref: '#/definitions/CustomerMessagesJsonV400' });
    expect(get.responses['401'].schema).toEqual({ $ref: '#/definitions/ErrorUserNotLoggedIn' });
    expect(body.paths['/obp/v4.0.0/banks/{BANK_ID}/customer/{CUSTOMER_ID}/messages'].post.parameters[0].schema).toEqual({
      $ref: '#/definitions/AddCustomerMessageJson',
    });
    expect(body).toMatchObject({
      swagger: '2.0',
      host: new URL(client.base).host,
      basePath: '/',
      schemes: ['http'],
      info: { version: 'v4.0.0' },
    });
  });

  test('speaks Spanish', async () => {
    const { body } = await client.get('/obp/v4.0.0/resource-docs/v4.0.0/swagger?functions=getCustomerMessages&locale=es_ES');
    const { get } = body.paths['/obp/v4.0.0/banks/{BANK_ID}/customers/{CUSTOMER_ID}/messages'];
    expect(get.summary).toBe('Obtener los mensajes a un cliente');
    expect(get.parameters.find(({ name }: { name: string }) => name === 'cursor').description).toMatch(/^Dónde acabó/);
    expect(get.responses['401'].description).toContain('no conectado');
  });
});

describe('a service that is set up otherwise', () => {
  let service: Service;
  let drop: () => Promise<void>;
  let own: Client;
  let world: World;
  let reader: WorldUser;

  beforeAll(async () => {
    const database = await ownDatabase();
    drop = database.drop;
    service = await startService({
      ...database.env,
      RESOURCE_DOCS_REQUIRES_ROLE: 'true',
      FEATURED_APIS: 'createCustomerMessage',
      API_ENABLED_VERSIONS: 'v1.4.0,v4.0.0',
    });
    own = new Client(service.url);
    world = await World.create(own, service.dataDir);
    reader = await world.user('reader');
  });

  afterAll(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });

  const PATHS = [
    '/obp/v4.0.0/resource-docs/v4.0.0/obp',
    '/obp/v1.4.0/resource-docs/v4.0.0/obp',
    '/obp/v4.0.0/resource-docs/v4.0.0/swagger',
  ];

  test('shows docs to holders of the role only, and says so', async () => {
    for (const path of PATHS) {
      expect((await own.get(path)).body).toEqual({ code: 401, message: 'OBP-20001: User not logged in. Authentication is required!' });
      expect((await own.get(path, { token: reader.token })).body).toEqual({
        code: 403,
        message: 'OBP-20006: User is missing one or more roles: CanReadResourceDoc',
      });
    }
    await world.grant(reader, 'CanReadResourceDoc');
    for (const path of PATHS) expect((await own.get(path, { token: reader.token })).status).toBe(200);
    const { body } = await own.get('/obp/v4.0.0/resource-docs/v4.0.0/obp?functions=getResourceDocsObpV400', { token: reader.token });
    expect(body.resource_docs[0].roles).toEqual([{ role: 'CanReadResourceDoc', requires_bank_id: false }]);
    expect(body.resource_docs[0].description_markdown).toContain('Authentication is Mandatory');
  });

  test("shows a bank's docs to holders of the role at that bank only", async () => {
    const { bank_id: bank } = sandboxOf(service.dataDir);
    const path = `/obp/v4.0.0/banks/${bank}/resource-docs/v4.0.0/obp`;
    expect((await own.get(path)).status).toBe(401);
    expect((await own.get(path, { token: reader.token })).body.message).toBe(
      `OBP-20006: User is missing one or more roles: CanReadDynamicResourceDocsAtOneBank for BankId(${bank}).`,
    );
    await world.grant(reader, 'CanReadDynamicResourceDocsAtOneBank', bank);
    expect((await own.get(path, { token: reader.token })).body).toEqual({ resource_docs: [] });
  });

  test('features what it is told to, and has no docs of versions that do not answer', async () => {
    await world.grantIfMissing(reader, 'CanReadResourceDoc');
    const { body } = await own.get(PATHS[0] ?? '', { token: reader.token });
    const featured = body.resource_docs.filter((doc: any) => doc.is_featured).map((doc: any) => doc.operation_id);
    expect(featured).toEqual([CREATE]);
    const { body: refused } = await own.get('/obp/v4.0.0/resource-docs/OBPv5.1.0/obp', { token: reader.token });
    expect(refused.message).toMatch(/^OBP-00008: .* OBPv5.1.0$/);
  });
});
