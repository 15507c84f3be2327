import { beforeAll, describe, expect, test } from '@jest/globals';
import { ERRORS, type ErrorKey } from '../../src/platform/errors/catalogue.js';
import type { Answer, Call } from '../support/client.js';
import { MESSAGE, World, type WorldUser } from '../support/world.js';

describe('the language of errors (contract section 2.8)', () => {
  let world: World;
  let staff: WorldUser;
  let nobody: WorldUser;
  let bank: string;
  let customer: string;
  let path: string;

  beforeAll(async () => {
    world = await World.create();
    [staff, nobody, bank] = await Promise.all([world.user('staff'), world.user('nobody'), world.bank()]);
    customer = await world.customer(bank);
    for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await world.grant(staff, role, bank);
    path = `/obp/v4.0.0/banks/${bank}/customers/${customer}/messages`;
  });

  const get = (url: string, call: Call = {}): Promise<Answer> => world.client.get(url, call);

  // OBP's own texts, as recorded.
  test('two texts that OBP has', async () => {
    const anonymous = await get(`${path}?locale=es_ES`);
    expect([anonymous.status, anonymous.body]).toEqual([401, { code: 401, message: 'OBP-20001: no conectado. Se requiere autenticación' }]);
    const role = await get(`${path}?locale=es_ES`, { token: nobody.token });
    expect([role.status, role.body]).toEqual([
      403,
      { code: 403, message: `OBP-20006: usuario le faltan uno o más roles':  CanGetCustomerMessages for BankId(${bank}).` },
    ]);
  });

  const refusals: [key: ErrorKey, ask: (query: string) => Promise<Answer>][] = [
    ['UserNotLoggedIn', (query) => get(path + query)],
    ['DirectLoginInvalidToken', (query) => get(path + query, { token: 'bad' })],
    ['BearerTokenInvalid', (query) => get(path + query, { headers: { Authorization: 'Bearer bad' } })],
    ['AuthorizationNotSupported', (query) => get(path + query, { headers: { Authorization: 'Basic YTpi' } })],
    ['BankNotFound', (query) => get(path.replace(bank, 'no.such.bank') + query, { token: staff.token })],
    ['UserHasMissingRoles', (query) => get(path + query, { token: nobody.token })],
    ['CustomerNotFound', (query) => get(path.replace(customer, 'nobody') + query, { token: staff.token })],
    ['InvalidFilter', (query) => get(`${path}${query}&limit=0`, { token: staff.token })],
    ['InvalidJson', (query) => world.client.post(path + query, { message: null }, { token: staff.token })],
    ['InvalidJson', (query) => world.client.post(path + query, { ...MESSAGE, message: '' }, { token: staff.token })],
    [
      'UserCustomerLinkNotFoundByUser',
      (query) =>
        world.client.post(path.replace('v4.0.0', 'v1.4.0').replace('/customers/', '/customer/') + query, MESSAGE, { token: staff.token }),
    ],
  ];

  test.each(refusals)('%s: the text is translated, what follows it is not', async (key, ask) => {
    const { code, text, es, status } = ERRORS[key];
    const [english, spanish] = [await ask('?locale=en_GB'), await ask('?locale=es_ES')];
    const detail = english.body.message.slice(`${code}: ${text}`.length);
    expect([english.status, english.body.message]).toEqual([status, `${code}: ${text}${detail}`]);
    expect([spanish.status, spanish.body]).toEqual([status, { code: status, message: `${code}: ${es}${detail}` }]);
  });

  test.each([
    '',
    '?locale=',
    '?locale=en',
    '?locale=en_GB',
    '?locale=de_DE',
    '?locale=esperanto',
    '?Locale=es_ES',
    '?xlocale=es_ES',
    '?x=locale=es_ES',
  ])('English for %j', async (query) => {
    expect((await get(path + query)).body.message).toBe('OBP-20001: User not logged in. Authentication is required!');
  });

  test.each(['?locale=es', '?a=b&locale=es_ES', '?&locale=es_ES'])('Spanish for %j', async (query) => {
    expect((await get(path + query)).body.message).toBe('OBP-20001: no conectado. Se requiere autenticación');
  });

  test('neither Accept-Language nor a cookie is asked', async () => {
    const headers = { 'Accept-Language': 'es-ES, es', Cookie: 'SELECTED_LOCALE=es_ES' };
    expect((await get(path, { headers })).body.message).toBe('OBP-20001: User not logged in. Authentication is required!');
  });

  test('a success is the same in every language', async () => {
    const call = { token: staff.token };
    expect((await get(`${path}?locale=es_ES`, call)).body).toEqual((await get(path, call)).body);
  });
});
