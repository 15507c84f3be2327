import { setTimeout as sleep } from 'node:timers/promises';
import { BANK, CUSTOMER, PASSWORD, startOurs } from '../servers/ours.mjs';
import { createIn, MESSAGE } from '../servers/requests.mjs';
import { expectStatus } from '../support/http.mjs';
import { Cluster } from './cluster.mjs';
import { freePort } from './sandbox.mjs';

/** Users who each write to a customer of their own. */
const USERS = 100;
/** Lists after each create. */
const LISTS = 12;
/** Milliseconds between two lists, at most: the lists of one create go on for longer than the replica lags. */
const PAUSE = 150;
const DELAY = '500ms';

/** @typedef {Awaited<ReturnType<typeof readOwnWrites>>} FoundOfReplica */

/**
 * Users create messages and list them, at two processes by chance, while the replica that lists may come from is half a second behind.
 * Whoever was answered 201 has to see the message in every list after that.
 *
 * @param {import('./scenarios.mjs').Plan} plan `times`: lists
 * @param {string} programs
 * @param {string} redisUrl
 */
export async function readOwnWrites({ times, cleanup, say }, programs, redisUrl) {
  const primary = await Cluster.start(cleanup, programs);
  const standby = await Cluster.startStandby(cleanup, primary);
  await standby.set({ recovery_min_apply_delay: DELAY });
  const metrics = [await freePort(), await freePort()];
  const env = { DATABASE_REPLICA_URLS: standby.url, REDIS_URL: redisUrl, METRICS_PORT: String(metrics[0]) };
  const first = await startOurs(cleanup, { name: 'chaos_replica', on: primary.url, env });
  const second = await first.another({ METRICS_PORT: String(metrics[1]) });
  const urls = [first.url, second.url];
  const authors = await authorsOf(first);
  const found = { times, created: 0, missed: 0 };
  let asked = 0;

  const use = async (/** @type {Author} */ { customer, headers }, /** @type {number} */ number) => {
    const anywhere = () => `${urls[Math.floor(Math.random() * urls.length)]}/obp/v4.0.0/banks/${BANK}/customers/${customer}/messages`;
    for (let turn = 0; asked < times; turn++) {
      const text = `own ${number} ${turn}`;
      await expectStatus(201, { ...createIn(anywhere(), headers), body: JSON.stringify({ ...MESSAGE, message: text }) });
      found.created++;
      for (let list = 0; list < LISTS && asked < times; list++) {
        const place = ++asked;
        const { messages } = await expectStatus(200, { method: 'GET', url: `${anywhere()}?limit=1`, headers });
        if (messages[0]?.message !== text) found.missed++;
        if (place % 10_000 === 0) say(`  ${place} of ${times} lists`);
        await sleep(Math.random() * PAUSE);
      }
    }
  };
  await Promise.all(authors.map(use));
  const reads = await Promise.all(metrics.map(readsOf));
  const total = (/** @type {string} */ from) => reads.reduce((sum, one) => sum + (one.get(from) ?? 0), 0);
  return { ...found, fromReplica: total('replica'), fromPrimary: total('primary'), kept: found.missed === 0 && total('replica') > 0 };
}

/** @typedef {{ customer: string, headers: Record<string, string> }} Author */

/**
 * @param {Awaited<ReturnType<typeof startOurs>>} server
 * @returns {Promise<Author[]>}
 */
async function authorsOf({ url, admin, application }) {
  const post = (/** @type {string} */ path, /** @type {object} */ body) =>
    expectStatus(201, {
      method: 'POST',
      url: `${url}/obp/v4.0.0/${path}`,
      headers: { ...admin, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const authors = [];
  for (let number = 0; number < USERS; number++) {
    const username = `author.${number}`;
    const facts = { email: `${username}@bank.example`, username, password: PASSWORD, first_name: 'Author', last_name: String(number) };
    const { user_id: id } = await post('users', facts);
    for (const role_name of ['CanCreateCustomerMessage', 'CanGetCustomerMessages'])
      await post(`users/${id}/entitlements`, { bank_id: BANK, role_name });
    const headers = { DirectLogin: `username=${username},password=${PASSWORD},consumer_key=${application.key}` };
    const { token } = await expectStatus(201, { method: 'POST', url: `${url}/my/logins/direct`, headers });
    const { customer_id } = await post(`banks/${BANK}/customers`, CUSTOMER);
    authors.push({ customer: customer_id, headers: { DirectLogin: `token=${token}` } });
  }
  return authors;
}

/** @param {number} port of the metrics @returns {Promise<Map<string, number>>} */
async function readsOf(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return new Map(
    [...text.matchAll(/^customer_messages_replica_reads_total\{from="(\w+)"\} (\d+)/gm)].map(([, from = '', count]) => [
      from,
      Number(count),
    ]),
  );
}
