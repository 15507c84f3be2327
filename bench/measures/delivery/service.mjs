import { setTimeout as sleep } from 'node:timers/promises';
import { BANK, startOurs } from '../../servers/ours.mjs';
import { createIn, MESSAGE } from '../../servers/requests.mjs';
import { sql } from '../../support/database.mjs';
import { expectStatus } from '../../support/http.mjs';

/** Messages of one batch. */
const BATCH = 1000;

/** Settings of a provider that leads to a sink. The windows are those that a bank would agree on with a large provider. */
const SETTINGS = {
  smpp: { systemId: 'bench', sourceAddress: 'Bench', window: 500 },
  http: { reference: '/id', window: 100 },
  smtp: { tls: 'none', from: 'bank@bank.example', connections: 20, mailsPerConnection: 100 },
};
const CHANNEL = /** @type {const} */ ({ smpp: 'sms', http: 'sms', smtp: 'email' });

/**
 * The service with providers that lead to sinks.
 *
 * @typedef {Awaited<ReturnType<typeof startDelivering>>} Delivering
 *
 * @param {import('../../support/cleanup.mjs').Cleanup} cleanup
 * @param {string} name
 * @param {Record<string, string>} [env]
 * @param {string} [on] the database; one of its own when not given
 */
export async function startDelivering(cleanup, name, env = {}, on = undefined) {
  const server = await startOurs(cleanup, { name, on, env: { OUTBOUND_ALLOWED_NETWORKS: '127.0.0.0/8', LOG_LEVEL: 'error', ...env } });
  const { url, admin, databaseUrl } = server;
  const headers = { ...admin, 'Content-Type': 'application/json' };
  const say = (/** @type {number} */ status, /** @type {string} */ method, /** @type {string} */ path, /** @type {object} */ body) =>
    expectStatus(status, { method, url: `${url}${path}`, headers, body: JSON.stringify(body) });
  const { user_id: id } = await expectStatus(200, { method: 'GET', url: `${url}/obp/v4.0.0/users/current`, headers: admin });
  for (const role_name of ['CanManageProviders', 'CanManageRoutes', 'CanCreateCustomerMessage', 'CanGetDeliveries'])
    await say(201, 'POST', `/obp/v4.0.0/users/${id}/entitlements`, { bank_id: BANK, role_name });
  const customer = new URL(server.requests.create.url).pathname.split('/').at(-2) ?? '';
  const messages = `${url}/messaging/v1/banks/${BANK}`;

  /** @param {string} transport */
  const create = (transport, message = MESSAGE.message) => ({
    ...createIn(server.requests.create.url, server.requests.create.headers),
    body: JSON.stringify({ ...MESSAGE, transport, message }),
  });

  return {
    ...server,
    create,

    /**
     * @param {string} id
     * @param {'smpp' | 'http' | 'smtp'} kind
     * @param {import('../../sinks/sink.mjs').Sink} sink
     * @param {object} [more] settings
     */
    async provider(id, kind, sink, more = {}) {
      const body = { to: '{{to}}', text: '{{text}}', key: '{{key}}' };
      const where = kind === 'http' ? { url: `http://127.0.0.1:${sink.port}/send`, body } : { host: '127.0.0.1', port: sink.port };
      await say(200, 'PUT', `/messaging/v1/banks/${BANK}/providers/${id}`, { kind, settings: { ...where, ...SETTINGS[kind], ...more } });
    },

    /**
     * @param {string} transport
     * @param {'sms' | 'email'} channel
     * @param {...string} ids of providers of the same rank
     */
    async route(transport, channel, ...ids) {
      const providers = ids.map((provider_id) => ({ provider_id }));
      await say(200, 'PUT', `/messaging/v1/banks/${BANK}/routes/${transport}`, { channel, providers });
    },

    /** Puts messages into the queue, through a process that sends none. */
    async fill(/** @type {number} */ count, /** @type {string} */ transport) {
      const message = { ...MESSAGE, customer_id: customer, transport };
      const request = { ...createIn(`${messages}/messages`, server.requests.create.headers) };
      for (let made = 0; made < count; made += BATCH) {
        const body = JSON.stringify(Array.from({ length: Math.min(BATCH, count - made) }, () => message));
        await expectStatus(207, { ...request, body });
      }
    },

    /** Puts as many rows into the queue that are due tomorrow, like those that are in it. */
    async fillTomorrow(/** @type {number} */ count) {
      await sql(
        databaseUrl,
        `INSERT INTO delivery_queue
         SELECT (jsonb_populate_record(q, jsonb_build_object('delivery_id', gen_random_uuid(), 'due_at', now() + interval '1 day' + n * interval '1 ms'))).*
           FROM (SELECT q FROM delivery_queue q LIMIT 1) one, generate_series(1, ${count}) n`,
        'VACUUM ANALYZE delivery_queue',
      );
    },

    /** Forgets what is in the queue. */
    empty: () => sql(databaseUrl, 'TRUNCATE delivery_queue'),

    /** How many are in the queue that are due by now. */
    async due() {
      const [row] = await sql(databaseUrl, `SELECT count(*)::int AS due FROM delivery_queue WHERE due_at < now() + interval '1 hour'`);
      return /** @type {number} */ (row?.due);
    },

    /** Resolves when nothing is due, with the time. */
    async drained(/** @type {number} */ seconds = 300) {
      for (const last = performance.now() + seconds * 1000; performance.now() < last; await sleep(50)) {
        const [row] = await sql(
          databaseUrl,
          `SELECT EXISTS (SELECT FROM delivery_queue WHERE due_at < now() + interval '1 hour') AS is_left`,
        );
        if (!row?.is_left) return performance.now();
      }
      throw new Error(`after ${seconds} seconds ${await this.due()} deliveries are left`);
    },

    channelOf: (/** @type {'smpp' | 'http' | 'smtp'} */ kind) => CHANNEL[kind],
  };
}

/** @param {import('../../sinks/sink.mjs').Sink} sink */
export async function firstOf(sink, more = 0) {
  const before = more;
  for (const last = performance.now() + 60_000; performance.now() < last; await sleep(10)) {
    const count = await sink.count();
    if (count > before) return { count, at: performance.now() };
  }
  throw new Error('nothing arrives');
}
