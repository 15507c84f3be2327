import { readFileSync } from 'node:fs';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Answer, exchange } from '../support/client.js';
import { createDatabase, databaseKind } from '../support/databases.mjs';
import { SandboxClient } from '../support/sandbox-client.js';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { connectTo, statementsWait } from '../support/sql.js';
import { freePort } from '../support/free-port.js';

jest.setTimeout(120_000);

const BY_PASSWORD = 'PASSWORD_HASH_CONCURRENCY, PASSWORD_HASH_QUEUE';
const BY_SIGN_UPS = `${BY_PASSWORD}, MAX_SIGN_UPS_FROM_ADDRESS`;
const BY_POOL = 'a third of the pool';
const BY_TURNS = 'half of the process';
const BY_CONNECTION = 'one answer of a connection at a time';

/** What it costs to answer somebody who has not logged in, and what bounds it. A route that is not here asks who calls. */
const STRANGERS: Record<string, readonly [cost: string, bound: string, path: string]> = {
  'OBPv1.4.0-bankById': ['queries', BY_POOL, '/obp/v1.4.0/banks/nowhere'],
  'OBPv1.4.0-getBankLevelDynamicResourceDocsObp': ['queries', BY_POOL, '/obp/v4.0.0/banks/nowhere/resource-docs/v4.0.0/obp'],
  'OBPv1.4.0-getBanks': ['queries', BY_POOL, '/obp/v1.4.0/banks'],
  'OBPv1.4.0-getResourceDocsObp': ['queries', BY_POOL, '/obp/v1.4.0/resource-docs/v4.0.0/obp?api-collection-id=none'],
  'OBPv1.4.0-getResourceDocsSwagger': ['queries', BY_POOL, '/obp/v4.0.0/resource-docs/v4.0.0/swagger?api-collection-id=none'],
  'OBPv1.4.0-root': ['nothing', BY_CONNECTION, '/obp/v1.4.0/root'],
  'OBPv2.0.0-createUser': ['password', BY_SIGN_UPS, ''],
  'OBPv2.2.0-getMessageDocs': ['document', BY_CONNECTION, '/obp/v4.0.0/message-docs/kafka_vSept2018'],
  'OBPv3.0.0-getApiGlossary': ['document', BY_CONNECTION, '/obp/v4.0.0/api/glossary'],
  'OBPv3.1.0-getRateLimitingInfo': ['nothing', BY_CONNECTION, '/obp/v4.0.0/rate-limiting'],
  'OBPv4.0.0-getAllAuthenticationTypeValidationsPublic': ['queries', BY_POOL, '/obp/v4.0.0/endpoints/authentication-type-validations'],
  'OBPv4.0.0-getAllJsonSchemaValidationsPublic': ['queries', BY_POOL, '/obp/v4.0.0/endpoints/json-schema-validations'],
  'OBPv4.0.0-getApiCollectionEndpoints': ['queries', BY_POOL, '/obp/v4.0.0/api-collections/none/api-collection-endpoints'],
  'OBPv4.0.0-getBank': ['queries', BY_POOL, '/obp/v4.0.0/banks/nowhere'],
  'OBPv4.0.0-getBanks': ['queries', BY_POOL, '/obp/v4.0.0/banks'],
  'OBPv4.0.0-getResourceDocsObpV400': ['queries', BY_POOL, '/obp/v4.0.0/resource-docs/v4.0.0/obp?api-collection-id=none'],
  'OBPv4.0.0-getScannedApiVersions': ['nothing', BY_CONNECTION, '/obp/v4.0.0/api/versions'],
  'OBPv4.0.0-root': ['nothing', BY_CONNECTION, '/obp/v4.0.0/root'],
  'OBPv5.0.0-getBank': ['queries', BY_POOL, '/obp/v5.0.0/banks/nowhere'],
  answerAuthorizePage: ['password', BY_PASSWORD, ''],
  answerInvitedSignUpPage: ['password', BY_SIGN_UPS, ''],
  answerPasswordResetPage: ['password', BY_PASSWORD, ''],
  answerUnsubscribePage: ['queries', BY_POOL, ''],
  createInvitedUser: ['password', BY_SIGN_UPS, ''],
  directLogin: ['password', BY_PASSWORD, ''],
  getAuthorizePage: ['queries', BY_POOL, '/oauth/authorize?oauth_token=none'],
  getBrandFile: ['nothing', BY_CONNECTION, '/brand/none'],
  getEntitlementRequestsPage: ['page', BY_TURNS, '/explorer/entitlement-requests'],
  getCustomersPage: ['page', BY_TURNS, '/explorer/customers'],
  getExplorer: ['page', BY_TURNS, '/explorer'],
  getExplorerOperation: ['document', BY_CONNECTION, '/explorer/operations/OBPv4.0.0-getBanks'],
  getGlossaryPage: ['document', BY_CONNECTION, '/glossary'],
  getHome: ['nothing', BY_CONNECTION, '/'],
  getInboxPage: ['page', BY_TURNS, '/explorer/inbox'],
  getInvitedSignUpPage: ['queries', BY_POOL, '/sign-up?invitation=none'],
  getLiveness: ['nothing', BY_CONNECTION, '/health/live'],
  getOpenApi: ['document', BY_CONNECTION, '/openapi/v4.0.0.json'],
  getOutgoingPage: ['page', BY_TURNS, '/explorer/outgoing'],
  getPeoplePage: ['document', BY_CONNECTION, '/explorer/people'],
  getApplicationsPage: ['document', BY_CONNECTION, '/explorer/applications'],
  getAuditPage: ['document', BY_CONNECTION, '/explorer/audit'],
  getPageToken: ['queries', BY_POOL, ''],
  getProvidersPage: ['page', BY_TURNS, '/explorer/providers'],
  getPasswordPage: ['page', BY_TURNS, '/explorer/password'],
  getPasswordResetPage: ['queries', BY_POOL, '/password-reset?token=none'],
  getReadiness: ['nothing', 'probes share a question', '/health/ready'],
  getSendPage: ['page', BY_TURNS, '/explorer/send'],
  getSessionsPage: ['page', BY_TURNS, '/explorer/sessions'],
  getSignOutPage: ['queries', BY_POOL, '/user_mgt/logout?redirect=https%3A%2F%2Fapp.example'],
  getSignUpPage: ['nothing', BY_CONNECTION, '/user_mgt/sign_up'],
  getSignedInPage: ['page', BY_TURNS, '/explorer/signed-in'],
  getTemplatesPage: ['page', BY_TURNS, '/explorer/templates'],
  getUnknownPage: ['page', BY_TURNS, '/explorer/no/such/page'],
  getUnsubscribePage: ['page', BY_TURNS, '/unsubscribe?token=none'],
  oauthInitiate: ['queries', BY_POOL, ''],
  oauthToken: ['queries', BY_POOL, ''],
  receiveCallback: ['queries', BY_POOL, ''],
  receiveCallbackByGet: ['queries', BY_POOL, '/messaging/v1/callbacks/nowhere/none'],
  receiveSecretCallback: ['queries', BY_POOL, ''],
  receiveSecretCallbackByGet: ['queries', BY_POOL, '/messaging/v1/callbacks/nowhere/none/secret'],
  resetPassword: ['password', BY_PASSWORD, ''],
  signInOnPages: ['password', BY_PASSWORD, ''],
};
/** Documents that Swagger UI has, which is not a route of ours; its other files are read from the disk. */
const SWAGGER_UI = ['/swagger', '/swagger/swagger-ui-init.js'];

const pathsThat = (...costs: string[]): string[] =>
  Object.values(STRANGERS).flatMap(([cost, , path]) => (costs.includes(cost) && path !== '' ? [path] : []));

test('every route that answers who has not logged in is listed here, with what it costs', () => {
  const rows = readFileSync(new URL('../../docs/generated/permissions.md', import.meta.url), 'utf8').matchAll(/^\| `([^`]+)` \|(.*)\|$/gm);
  const open = [...rows].flatMap(([, id = '', row = '']) => {
    const [, , authentication, strangers] = row.split(' | ').map((cell) => cell.trim());
    return authentication === 'mandatory' ? [] : [[id, strangers]];
  });
  expect(Object.fromEntries(open)).toEqual(Object.fromEntries(Object.entries(STRANGERS).map(([id, [cost]]) => [id, cost])));
});

describe('of a process', () => {
  let service: Service;
  let metrics: string;
  beforeAll(async () => {
    const port = await freePort();
    metrics = `http://127.0.0.1:${port}`;
    service = await startService({
      METRICS_PORT: String(port),
      PASSWORD_HASH_CONCURRENCY: '1',
      PASSWORD_HASH_QUEUE: '1',
      MAX_SIGN_UPS_FROM_ADDRESS: '2',
    });
  });
  afterAll(async () => {
    await service.stop();
    removeFolder(service.dataDir);
  });

  const written = async (): Promise<number> => {
    const { body } = await exchange(metrics, 'GET', '/metrics', {});
    return Number(/^customer_messages_texts_written_total (\d+)$/m.exec(String(body))?.[1]);
  };

  test('a document is written when it is first asked for, and then sent as it is', async () => {
    const answers = new Map<string, unknown>();
    const paths = pathsThat('document');
    for (const path of paths) {
      const before = await written();
      const { status, body } = await exchange(service.url, 'GET', path, {});
      expect([path, status, await written()]).toEqual([path, 200, before + 1]);
      answers.set(path, body);
    }
    const before = await written();
    for (const path of [...paths, ...paths]) expect((await exchange(service.url, 'GET', path, {})).body).toEqual(answers.get(path));
    // So is what documents are made of by a question, however it is put.
    for (const query of ['', '?content=static', '?tags=&x=1', '?functions='])
      await exchange(service.url, 'GET', `/obp/v4.0.0/resource-docs/v4.0.0/obp${query}`, {});
    for (const path of SWAGGER_UI) await exchange(service.url, 'GET', path, {});
    expect(await written()).toBe(before + 1);
  });

  // What a turn is, and the pause after it: half-turns.spec.ts. How much is left for others: npm run bench -- --strangers.
  test('every page that is asked for is written in a turn, which leaves half of the processor to others', async () => {
    for (const path of pathsThat('page')) {
      const before = await written();
      await Promise.all(Array.from({ length: 4 }, (_, stranger) => exchange(service.url, 'GET', `${path}?q=stranger-${stranger}`, {})));
      expect([path, await written()]).toEqual([path, before + 4]);
    }
  });

  test('as many passwords are hashed as may wait, and the others are refused', async () => {
    const headers = { DirectLogin: 'username=nobody,password=Wrong-Password-2026,consumer_key=sandbox-consumer-key-not-a-secret' };
    const logins = await Promise.all(Array.from({ length: 100 }, () => unshared(service.url, 'POST', '/my/logins/direct', headers)));
    expect(new Set(logins)).toEqual(new Set([401, 503]));
  });

  test('an address signs up so often, and no more', async () => {
    const statuses = [];
    for (let person = 0; person < 3; person++) {
      const facts = {
        email: 'a@bank.example',
        username: `person.${person}`,
        password: 'Person-Password-2026',
        first_name: 'A',
        last_name: 'B',
      };
      const body = JSON.stringify(facts);
      const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
      statuses.push((await exchange(service.url, 'POST', '/obp/v4.0.0/users', headers, body)).status);
    }
    expect(statuses).toEqual([201, 201, 429]);
  });
});

// Statements are held up by locks of the test's own, for which the embedded database has no second connection.
(databaseKind() === 'postgres' ? describe : describe.skip)('while the database is held up', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let service: Service;
  let client: SandboxClient;

  beforeAll(async () => {
    database = await createDatabase();
    service = await startService({ DATABASE_URL: database.url, SANDBOX: 'true', DATABASE_POOL_SIZE: '6' });
    client = await SandboxClient.of(service);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
    removeFolder(service.dataDir);
  });

  test('strangers hold a third of the connections, those beyond 100 are refused, and who is logged in goes on', async () => {
    const holder = await connectTo(database.url);
    expect((await client.send('before')).status).toBe(201);
    await holder.query('BEGIN; LOCK TABLE api_collections, banks IN ACCESS EXCLUSIVE MODE');
    const paths = [STRANGERS['OBPv4.0.0-getApiCollectionEndpoints']?.[2] ?? '', '/obp/v4.0.0/banks'];
    const strangers = Array.from({ length: 110 }, (_, index) => unshared(service.url, 'GET', paths[index % 2] as string));
    await statementsWait(database.url, 2);
    expect(await Promise.race(strangers)).toBe(503);
    await statementsWait(database.url, 2);
    const lists = await Promise.all(Array.from({ length: 10 }, () => client.get('/obp/v4.0.0/users/current')));
    expect(lists.map(({ status }: Answer) => status)).toEqual(lists.map(() => 200));
    for (const path of [...pathsThat('nothing', 'document', 'page'), ...SWAGGER_UI])
      expect([path, await unshared(service.url, 'GET', path)]).toEqual([path, expect.any(Number)]);
    await holder.query('ROLLBACK');
    const statuses = await Promise.all(strangers);
    expect([200, 503].map((wanted) => statuses.filter((status) => status === wanted).length)).toEqual([102, 8]);
    await holder.end();
  });

  test('a stranger who goes away leaves the turn to the next', async () => {
    const holder = await connectTo(database.url);
    await holder.query('BEGIN; LOCK TABLE banks IN ACCESS EXCLUSIVE MODE');
    const gone = Array.from({ length: 20 }, () => {
      const request = http.get(`${service.url}/obp/v4.0.0/banks`, { agent: false }).on('error', () => undefined);
      return request;
    });
    await statementsWait(database.url, 2);
    for (const request of gone) request.destroy();
    await holder.query('ROLLBACK');
    expect(await unshared(service.url, 'GET', '/obp/v4.0.0/banks')).toBe(200);
    await holder.end();
  });
});

/** On a connection of its own. @returns the status. */
function unshared(base: string, method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(base + path, { method, headers, agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject).end();
  });
}
