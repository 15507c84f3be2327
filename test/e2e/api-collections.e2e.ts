import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer } from '../support/client.js';
import { World, type WorldUser } from '../support/world.js';

const MINE = '/obp/v4.0.0/my/api-collections';
const CREATE_MESSAGE = 'OBPv4.0.0-createCustomerMessage';
const ADD_MESSAGE = 'OBPv1.4.0-addCustomerMessage';
const NOBODY_HAS = '6fb17583-1e49-4435-bb74-a14fe0996723';

describe('API collections', () => {
  let world: World;
  let owner: WorldUser;
  let other: WorldUser;

  beforeAll(async () => {
    world = await World.create();
    other = await world.user('other');
  });
  beforeEach(async () => {
    owner = await world.user('owner');
  });

  const seen = ({ status, body }: Answer): [number, string] => [status, String((body as { message?: string } | undefined)?.message)];
  const create = (body: unknown, { token } = owner): Promise<Answer> => world.client.post(MINE, body, { token });
  const get = (path: string, { token } = owner): Promise<Answer> => world.client.get(`${MINE}${path}`, { token });
  const remove = (path: string, { token } = owner): Promise<Answer> => world.client.delete(`${MINE}${path}`, { token });
  const add = (name: string, operationId: unknown, { token } = owner): Promise<Answer> =>
    world.client.post(`${MINE}/${name}/api-collection-endpoints`, { operation_id: operationId }, { token });
  const readById = (id: string, token?: string): Promise<Answer> =>
    world.client.get(`/obp/v4.0.0/api-collections/${id}/api-collection-endpoints`, token === undefined ? {} : { token });
  const notFound = (parameter: string, value: string): [number, string] => [
    400,
    `OBP-30079: ApiCollection not found. Please specify a valid value for ${parameter}. Current ${parameter}(${value}) `,
  ];

  test('one is made, found in each way and deleted', async () => {
    const created = await create({ api_collection_name: 'Favourites', is_sharable: true });
    const id = created.body.api_collection_id as string;
    const item = { api_collection_id: id, user_id: owner.userId, api_collection_name: 'Favourites', is_sharable: true, description: '' };
    expect([created.status, JSON.stringify(created.body)]).toEqual([201, JSON.stringify(item)]);
    expect((await get('')).body).toEqual({ api_collections: [item] });
    expect((await get('/name/Favourites')).body).toEqual(item);
    expect((await get(`/${id}`)).body).toEqual(item);

    await add('Favourites', CREATE_MESSAGE);
    const deleted = await remove(`/${id}`);
    expect([deleted.status, deleted.body]).toEqual([204, undefined]);
    expect((await get('')).body).toEqual({ api_collections: [] });
    expect(seen(await remove(`/${id}`))).toEqual(notFound('API_COLLECTION_ID', id));
    expect((await readById(id)).body).toEqual({ api_collection_endpoints: [] });
  });

  test('several are listed, oldest first', async () => {
    for (const name of ['b', 'a', 'c']) await create({ api_collection_name: name, is_sharable: false, description: `About ${name}` });
    const { body } = await get('');
    expect(body.api_collections.map((one: Record<string, unknown>) => [one.api_collection_name, one.description])).toEqual([
      ['b', 'About b'],
      ['a', 'About a'],
      ['c', 'About c'],
    ]);
  });

  test('operations are added, listed in that order and taken out', async () => {
    const { body: collection } = await create({ api_collection_name: 'Favourites', is_sharable: true });
    const added = await add('Favourites', CREATE_MESSAGE);
    expect([added.status, Object.entries(added.body)]).toEqual([
      201,
      [
        ['api_collection_endpoint_id', expect.stringMatching(/^[0-9a-f-]{36}$/)],
        ['api_collection_id', collection.api_collection_id],
        ['operation_id', CREATE_MESSAGE],
      ],
    ]);
    const second = await add('Favourites', ADD_MESSAGE);
    const list = { api_collection_endpoints: [added.body, second.body] };
    expect((await get('/Favourites/api-collection-endpoints')).body).toEqual(list);
    expect((await readById(collection.api_collection_id)).body).toEqual(list);

    const taken = await remove(`/Favourites/api-collection-endpoints/${CREATE_MESSAGE}`);
    expect([taken.status, taken.body]).toEqual([204, undefined]);
    expect(seen(await remove(`/Favourites/api-collection-endpoints/${CREATE_MESSAGE}`))).toEqual([
      400,
      `OBP-30082: ApiCollectionEndpoint not found. Current API_COLLECTION_ID(${collection.api_collection_id}) and OPERATION_ID(${CREATE_MESSAGE}) `,
    ]);
    expect((await readById(collection.api_collection_id)).body).toEqual({ api_collection_endpoints: [second.body] });
  });

  test('a name is used once by a user, and an operation is once in a collection, also when asked many times at once', async () => {
    const favourites = { api_collection_name: 'Favourites', is_sharable: true };
    const made = await Promise.all(Array.from({ length: 6 }, () => create(favourites)));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(1);
    const taken =
      'OBP-30086: The ApiCollection is already exists. Current api_collection_name(Favourites) is already existing for the log in user.';
    for (const answer of made.filter(({ status }) => status !== 201)) expect(seen(answer)).toEqual([400, taken]);
    expect((await create(favourites, other)).status).toBe(201);

    const added = await Promise.all(Array.from({ length: 6 }, () => add('Favourites', CREATE_MESSAGE)));
    expect(added.filter(({ status }) => status === 201)).toHaveLength(1);
    const there = `OBP-30085: The ApiCollectionEndpoint is already exists. Current OPERATION_ID(${CREATE_MESSAGE}) is already in API_COLLECTION_NAME(Favourites) `;
    for (const answer of added.filter(({ status }) => status !== 201)) expect(seen(answer)).toEqual([400, there]);
  });

  test('only operations of the service can be added, and that is looked at before the collection', async () => {
    for (const operation of ['OBPv4.0.0-noSuchOperation', 'directLogin', 'obpv4.0.0-createcustomermessage', ''])
      expect(seen(await add('none', operation))).toEqual([
        400,
        `OBP-40048: Invalid operation_id, please specify valid operation_id. Current OPERATION_ID(${operation})`,
      ]);
    expect(seen(await add('none', CREATE_MESSAGE))).toEqual(notFound('API_COLLECTION_NAME', 'none'));
  });

  test('bodies of another form are refused by name', async () => {
    const post = 'OBP-10001: Incorrect json format. The Json body should be the PostApiCollectionJson400';
    for (const body of [{ name: 'x' }, { api_collection_name: 'x' }, { is_sharable: true }, [], null])
      expect(seen(await create(body))).toEqual([400, post]);
    expect(seen(await world.client.post(`${MINE}/x/api-collection-endpoints`, {}, { token: owner.token }))).toEqual([
      400,
      'OBP-10001: Incorrect json format. The Json body should be the PostApiCollectionEndpointJson400',
    ]);
    const wrong: [object, string][] = [
      [{ api_collection_name: '', is_sharable: true }, 'api_collection_name must not be empty'],
      [{ api_collection_name: 'x'.repeat(101), is_sharable: true }, 'api_collection_name must have at most 100 characters'],
      [{ api_collection_name: 'x', is_sharable: 'yes' }, 'is_sharable must be true or false'],
      [{ api_collection_name: 'x', is_sharable: true, description: 'x'.repeat(2001) }, 'description must have at most 2000 characters'],
      [{ api_collection_name: 'a\0b', is_sharable: true }, 'api_collection_name holds a NUL character'],
    ];
    for (const [body, reason] of wrong)
      expect(seen(await create(body))).toEqual([400, expect.stringContaining(`OBP-10001: Incorrect json format. The field ${reason}`)]);
    expect((await get('')).body.api_collections).toEqual([]);
  });

  test('what is not there is not found', async () => {
    expect(seen(await get('/name/none'))).toEqual(notFound('API_COLLECTION_NAME', 'none'));
    expect(seen(await get('/none/api-collection-endpoints'))).toEqual(notFound('API_COLLECTION_NAME', 'none'));
    expect(seen(await remove(`/none/api-collection-endpoints/${CREATE_MESSAGE}`))).toEqual(notFound('API_COLLECTION_NAME', 'none'));
    expect(seen(await get(`/${NOBODY_HAS}`))).toEqual(notFound('API_COLLECTION_ID', NOBODY_HAS));
    expect((await readById(NOBODY_HAS)).body).toEqual({ api_collection_endpoints: [] });
    expect((await readById('x'.repeat(500))).body).toEqual({ api_collection_endpoints: [] });
  });

  test('of another user nothing can be read, added to or deleted under /my', async () => {
    const { body: collection } = await create({ api_collection_name: 'Shared', is_sharable: true });
    await add('Shared', CREATE_MESSAGE);
    const id = collection.api_collection_id as string;
    expect(seen(await get(`/${id}`, other))).toEqual(notFound('API_COLLECTION_ID', id));
    expect(seen(await get('/name/Shared', other))).toEqual(notFound('API_COLLECTION_NAME', 'Shared'));
    expect(seen(await get('/Shared/api-collection-endpoints', other))).toEqual(notFound('API_COLLECTION_NAME', 'Shared'));
    expect(seen(await add('Shared', ADD_MESSAGE, other))).toEqual(notFound('API_COLLECTION_NAME', 'Shared'));
    expect(seen(await remove(`/${id}`, other))).toEqual(notFound('API_COLLECTION_ID', id));
    expect((await get('/Shared/api-collection-endpoints')).body.api_collection_endpoints).toHaveLength(1);
  });

  test('by id anybody reads what is sharable, and only its owner what is not', async () => {
    const { body: collection } = await create({ api_collection_name: 'Own', is_sharable: false });
    await add('Own', CREATE_MESSAGE);
    const id = collection.api_collection_id as string;
    expect((await readById(id)).body.api_collection_endpoints).toEqual([]);
    expect((await readById(id, other.token)).body.api_collection_endpoints).toEqual([]);
    expect((await readById(id, owner.token)).body.api_collection_endpoints).toHaveLength(1);
    expect((await readById(id, 'bad')).status).toBe(401);
  });

  test('without credentials nothing under /my answers', async () => {
    const { client } = world;
    const answers = await Promise.all([
      client.get(MINE),
      client.post(MINE, {}),
      client.get(`${MINE}/x`),
      client.delete(`${MINE}/x`),
      client.get(`${MINE}/name/x`),
      client.get(`${MINE}/x/api-collection-endpoints`),
      client.post(`${MINE}/x/api-collection-endpoints`, {}),
      client.delete(`${MINE}/x/api-collection-endpoints/y`),
    ]);
    for (const answer of answers) expect(seen(answer)).toEqual([401, 'OBP-20001: User not logged in. Authentication is required!']);
  });

  test('a user has 100 at most, also when the last are made at once', async () => {
    const make = (n: number): Promise<Answer> => create({ api_collection_name: `c${n}`, is_sharable: false });
    for (let n = 0; n < 98; n++) expect((await make(n)).status).toBe(201);
    const last = await Promise.all([200, 201, 202, 203, 204].map(make));
    expect(last.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const answer of last.filter(({ status }) => status !== 201))
      expect(seen(answer)).toEqual([400, 'OBP-98071: The user has too many API collections. At most 100 are kept.']);
    expect((await get('')).body.api_collections).toHaveLength(100);
    expect(seen(await make(0))[1]).toMatch(/^OBP-30086/);
  });

  test('they answer under the later versions too', async () => {
    const later = await world.client.post(
      '/obp/v5.1.0/my/api-collections',
      { api_collection_name: 'x', is_sharable: true },
      { token: owner.token },
    );
    expect(later.status).toBe(201);
    expect((await world.client.get('/obp/v3.1.0/my/api-collections', { token: owner.token })).status).toBe(404);
  });
});
