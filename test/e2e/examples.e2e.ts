import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Answer, Client, exchange } from '../support/client.js';
import { ownDatabase } from '../support/databases.mjs';
import { removeFolder, type Service, startService } from '../support/service.mjs';
import { MESSAGE, PASSWORD, World, type WorldUser } from '../support/world.js';

/*
 * Sends the documented example of every operation, with ids that exist, to a service of its own: an example may lock
 * users or change settings.
 */

const VERSIONS = ['v1.4.0', 'v2.0.0', 'v2.1.0', 'v2.2.0', 'v3.0.0', 'v3.1.0', 'v4.0.0', 'v5.0.0', 'v5.1.0'];
/** In this order nothing that is still needed has gone. */
const METHODS = ['get', 'post', 'put', 'delete'] as const;
/** What the examples of ids in bodies are; in paths the parameter's name says it. */
const EXAMPLE_IDS = {
  'gh.29.uk': 'BANK_ID',
  '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh': 'CUSTOMER_ID',
  '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1': 'USER_ID',
  '019a1b2c-3d4e-7f50-8a9b-0c1d2e3f4a5b': 'MESSAGE_ID',
};

/** What has to be in the query of these. */
const QUERIES: Readonly<Record<string, string>> = { searchCustomers: '?q=eveline' };

let service: Service;
let drop: () => Promise<void>;
let client: Client;
let world: World;
let caller: WorldUser;

beforeAll(async () => {
  const database = await ownDatabase();
  drop = database.drop;
  service = await startService(database.env);
  client = new Client(service.url);
  world = await World.create(client, service.dataDir);
  caller = await world.user('caller');
});

afterAll(async () => {
  await service.stop();
  await drop();
  removeFolder(service.dataDir);
});

test.each(VERSIONS)('every example of %s is taken', async (version) => {
  const { body: document } = await exchange(service.url, 'GET', `/openapi/${version}.json`, {});
  const operations = METHODS.flatMap((method) =>
    Object.entries<any>(document.paths)
      .filter(([path, item]) => item[method] !== undefined && path !== '/my/logins/direct')
      .map(([path, item]) => ({ method, path, ...item[method] })),
  );
  const real = await realIds(operations);
  const refused: string[] = [];
  for (const operation of operations) {
    const answer = await send(operation, real);
    if (operation.operationId === 'signOut')
      caller = { ...caller, token: await client.login(caller.username, PASSWORD, world.consumerKey) };
    // Statuses, errors and bodies that are not documented have made the client throw.
    const message = String(answer.body?.message);
    const succeeded = operation.responses[answer.status] !== undefined && answer.status < 300;
    const needed =
      operation.method === 'get' && parametersOf(operation, 'path').every(({ name }) => name in real && name !== 'OPERATION_ID');
    if ((needed && !succeeded) || /^OBP-(10001|10404|20001|20006)/.test(message)) refused.push(`${operation.operationId}: ${message}`);
    if (operation.tags.includes('Customer-Message')) expect([operation.operationId, succeeded]).toEqual([operation.operationId, true]);
  }
  expect(operations.length).toBeGreaterThan(3);
  expect(refused).toEqual([]);
});

test('no two shapes of bodies have the same name', () => {
  expect(service.output()).not.toContain('Duplicate DTO');
});

/** A bank, a customer and a user of this version alone; the caller acts for the customer and holds every role there is. */
async function realIds(operations: any[]): Promise<Record<string, string>> {
  const [bank, user] = await Promise.all([world.bank(), world.user('subject')]);
  const customer = await world.customer(bank);
  await world.link(bank, user, customer);
  const own = await world.customer(bank);
  await world.link(bank, caller, own);
  const roles = new Map<string, boolean>(
    operations.flatMap((operation) => operation['x-obp-roles'].map((role: any) => [role.role, role.requires_bank_id])),
  );
  for (const [role, atBank] of roles) await world.grantIfMissing(caller, role, atBank ? bank : '');
  const shown = { country: '', time_zone: 'UTC', read_receipts: true };
  await client.put(`/messaging/v1/banks/${bank}/delivery-settings`, shown, { token: caller.token });
  const { messageId, deliveryId } = await sendScheduled(bank, customer);
  const { body: toCaller } = await client.post(`/messaging/v1/banks/${bank}/customers/${own}/messages`, MESSAGE, { token: caller.token });
  return {
    BANK_ID: bank,
    CUSTOMER_ID: customer,
    MESSAGE_ID: messageId,
    OWN_MESSAGE_ID: toCaller.id,
    OWN_CUSTOMER_ID: own,
    DELIVERY_ID: deliveryId,
    USER_ID: user.userId,
    USERNAME: user.username,
    EMAIL: `${user.username}@example.com`,
    PROVIDER: 'customer-messages',
    API_VERSION: 'OBPv4.0.0',
    CONNECTOR: 'rabbitmq_vOct2024',
    // A rule for one with a body would change what the other examples meet.
    OPERATION_ID: 'OBPv3.0.0-getApiGlossary',
  };
}

/** A message that waits for tomorrow, so that its delivery can be cancelled. */
async function sendScheduled(bank: string, customer: string): Promise<{ messageId: string; deliveryId: string }> {
  const { token } = caller;
  const at = `/messaging/v1/banks/${bank}`;
  await client.put(`${at}/providers/simulator`, { kind: 'simulator', settings: {} }, { token });
  await client.put(`${at}/routes/SMS`, { channel: 'sms', providers: [{ provider_id: 'simulator' }] }, { token });
  const tomorrow = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)}Z`;
  const { body } = await client.post(
    `${at}/customers/${customer}/messages`,
    { ...MESSAGE, transport: 'SMS', send_at: tomorrow },
    { token },
  );
  return { messageId: body.id, deliveryId: body.deliveries[0].delivery_id };
}

const parametersOf = ({ parameters = [] }: any, where: string): any[] => parameters.filter((one: any) => one.in === where);

function send(operation: any, ids: Record<string, string>): Promise<Answer> {
  const real = operation.path.startsWith('/messaging/v1/me/')
    ? { ...ids, MESSAGE_ID: ids.OWN_MESSAGE_ID as string, CUSTOMER_ID: ids.OWN_CUSTOMER_ID as string }
    : ids;
  let path: string = operation.path;
  for (const { name, schema, example } of parametersOf(operation, 'path'))
    path = path.replace(`{${name}}`, encodeURIComponent(real[name] ?? String(example ?? schema.example)));
  const example = operation.requestBody?.content['application/json'].example;
  let text = JSON.stringify(example);
  for (const [id, name] of Object.entries(EXAMPLE_IDS)) text = text?.replaceAll(`"${id}"`, JSON.stringify(real[name]));
  // OBP takes a POST or PUT for one only with a JSON content type, also where it ignores the body.
  const body = text === undefined ? (operation.method === 'get' || operation.method === 'delete' ? undefined : {}) : JSON.parse(text);
  return client.send(operation.method.toUpperCase(), path + (QUERIES[operation.operationId] ?? ''), { token: caller.token, body });
}
