import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { register } from 'prom-client';

/** With a transport for which the sandbox has no route, and with one for which it has. */
const SENT = { transport: 'LETTER', from_department: 'Open Bank', from_person: 'Tom' };
const DATES = 'from_date=2026-01-01T00:00:00Z&to_date=2036-01-01T00:00:00Z';

/**
 * Sends the service's busiest requests to a sandbox of its own, and records its database statements.
 *
 * @returns {Promise<{ name: string, request: string, text: string }[]>} each prepared statement once, with the request that needed it first
 */
export async function readStatements() {
  const { loadConfig } = await import('../../dist/src/platform/config/config.js');
  const { createLogger } = await import('../../dist/src/platform/config/logger.js');
  const { openDatabase } = await import('../../dist/src/app/schema/open-database.js');
  const { createApp } = await import('../../dist/src/app/create-app.js');
  const { SandboxService } = await import('../../dist/src/app/sandbox/sandbox.service.js');

  register.clear(); // an earlier application in this process has left its metrics
  const dataDir = mkdtempSync(join(tmpdir(), 'cm-sync-'));
  const { dataSource, stopEngine } = await openDatabase(loadConfig({ DATA_DIR: dataDir, SANDBOX: 'true' }), () => undefined);
  // The worker's statements come at any time, and would be recorded under any request.
  const config = loadConfig({ DELIVERY_WORKERS: 'off', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1:8080', SANDBOX: 'true' });
  const app = await createApp(config, dataSource, createLogger('silent'));
  const noted = noteStatements();
  try {
    await app.get(SandboxService).prepare();
    await sendRequests(app, await app.get(SandboxService).describe('http://127.0.0.1:8080'), noted);
    const { CLAIM, COMPLETE } = await import('../../dist/src/messaging/deliveries/queue/delivery-queue.repository.js');
    return [
      ...noted.statements.values(),
      { ...CLAIM, request: 'take deliveries out of the queue' },
      { ...COMPLETE, request: 'store what became of deliveries' },
    ];
  } finally {
    noted.end();
    await app.close();
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Notes statements with a name, which are those of `Database.query`, under the request that is being sent. */
function noteStatements() {
  /** @type {Map<string, { name: string, request: string, text: string }>} */
  const statements = new Map();
  const noted = { statements, request: '', end: () => void (pg.Client.prototype.query = query) };
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (statement, ...rest) {
    const { name, text } = statement;
    if (noted.request !== '' && name !== undefined && !statements.has(name)) statements.set(name, { name, request: noted.request, text });
    return query.call(this, statement, ...rest);
  };
  return noted;
}

async function sendRequests(app, sandbox, noted) {
  const customer = `/obp/v4.0.0/banks/${sandbox.bank_id}/customers/${sandbox.customer_id}/messages`;
  const stranger = customer.replace(sandbox.customer_id, 'nobody');
  const inbox = `/obp/v1.4.0/banks/${sandbox.bank_id}/customer/messages`;
  const batch = `/messaging/v1/banks/${sandbox.bank_id}/messages`;

  /** Statements are recorded under this name until the next one. */
  const send = async (request, status, method, url, headers, body) => {
    noted.request = request;
    const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) });
    if (answer.statusCode !== status) throw new Error(`${request}: answered ${answer.statusCode} ${answer.body}`);
    return answer.body === '' ? undefined : answer.json();
  };
  const login = async ({ username, password }) => {
    const DirectLogin = `username=${username},password=${password},consumer_key=${sandbox.consumer_key}`;
    const { token } = await send('log in', 201, 'POST', '/my/logins/direct', { directlogin: DirectLogin });
    return { directlogin: `token=${token}` };
  };
  const staff = await login(sandbox.users.staff);
  const json = { ...staff, 'content-type': 'application/json' };
  const keyed = { ...json, 'idempotency-key': 'one' };
  const message = { ...SENT, message: 'Your card is ready' };
  const items = ['nobody', sandbox.customer_id].map((id) => ({ ...message, customer_id: id }));

  await send('create a message', 201, 'POST', customer, json, message);
  // For a second after a row was refused the statements are others: what succeeds comes first.
  const delivered = { ...message, transport: 'SMS' };
  await send('create a message that is delivered', 201, 'POST', customer, json, delivered);
  const keyedToo = { ...keyed, 'idempotency-key': 'two' };
  await send('create a message that is delivered, with an Idempotency-Key', 201, 'POST', customer, keyedToo, delivered);
  await send('create a message with an Idempotency-Key', 201, 'POST', customer, keyed, message);
  await send('repeat a create with its Idempotency-Key', 201, 'POST', customer, keyed, message);
  await send('create a message for a customer that does not exist', 404, 'POST', stranger, json, message);
  await send('create a batch', 207, 'POST', batch, json, items);
  await send('create a batch with an Idempotency-Key', 207, 'POST', batch, { ...keyed, 'idempotency-key': 'many' }, items);
  await send('create a message that is delivered, for a customer that does not exist', 404, 'POST', stranger, json, delivered);
  await send('list the messages of a customer', 200, 'GET', customer, staff);
  await send('list the messages of a customer between two dates', 200, 'GET', `${customer}?${DATES}`, staff);
  const reader = await login(sandbox.users.customer);
  await send('read the inbox', 200, 'GET', inbox, reader);
}

/** @param {{ request: string, text: string }} statement */
export function statementFile({ request, text }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  return `-- Written by \`npm run sync\`: what the service sends to PostgreSQL to ${request}.\n\n${lines.map((line) => line.slice(lines[0].startsWith(' ') ? margin : 0)).join('\n')}\n`;
}
