import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { BANK, startOurs } from '../servers/ours.mjs';
import { MESSAGE } from '../servers/requests.mjs';
import { sql } from '../support/database.mjs';
import { expectStatus } from '../support/http.mjs';
import { residentMemory } from '../support/process.mjs';
import { median, round } from '../support/statistics.mjs';

const INBOXES = 1_000;
const MESSAGES = 60;

/**
 * A thousand users who follow their inboxes through one process, and how soon each sees what another process stores, and what this one does.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureInbox(run) {
  const server = await startOurs(run.cleanup);
  const far = await server.another();
  const before = residentMemory(server.pid);
  const tokens = await people(server, INBOXES);
  /** When each text was seen first. @type {Map<string, number>} */
  const seen = new Map();
  const agent = new http.Agent({ keepAlive: false });
  run.cleanup.add(() => agent.destroy());
  for (const token of tokens) await follow(`${server.url}/messaging/v1/me/messages/stream`, token, agent, seen);
  run.say(`${INBOXES} inboxes are followed, ${residentMemory(server.pid).toFixed(0)} MB`);
  let most = 0;
  const watching = setInterval(() => (most = Math.max(most, residentMemory(server.pid))), 250);
  const delays = { near: await delaysOf(server, server.url, seen), far: await delaysOf(server, far.url, seen) };
  const cpu = processorTime(server.pid);
  await sleep(10_000);
  const idle = round((processorTime(server.pid) - cpu) / 10);
  clearInterval(watching);
  const found = {
    inboxes: INBOXES,
    before: round(before),
    most: round(most),
    processorPerSecond: idle,
    nearMedian: round(median(delays.near)),
    nearMost: round(Math.max(...delays.near)),
    farMedian: round(median(delays.far)),
    farMost: round(Math.max(...delays.far)),
  };
  const head = [
    'inboxes',
    'MB before',
    'MB at most',
    'ms of processor a second',
    'seen after ms, median',
    'most',
    'of another process',
    'most',
  ];
  return { found, table: [head, Object.values(found).map(String)] };
}

/** Milliseconds of processor time that a process has used. @param {number} pid */
function processorTime(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(stat[11]) + Number(stat[12])) * 10;
}

/**
 * Sends messages to some of them, one after the other.
 *
 * @param {Awaited<ReturnType<typeof startOurs>>} server
 * @param {string} url of the process that stores them
 * @param {Map<string, number>} seen
 */
async function delaysOf(server, url, seen) {
  const delays = [];
  for (let at = 0; at < MESSAGES; at++) {
    const message = randomUUID();
    const path = `/obp/v4.0.0/banks/${BANK}/customers/inbox-${(at * 17) % INBOXES}/messages`;
    await expectStatus(201, { ...server.requests.create, url: `${url}${path}`, body: JSON.stringify({ ...MESSAGE, message }) });
    const stored = performance.now();
    while (!seen.has(message)) {
      if (performance.now() - stored > 30_000) throw new Error('a message was not seen');
      await sleep(2);
    }
    delays.push(Math.max(0, (seen.get(message) ?? 0) - stored));
  }
  return delays;
}

/**
 * Users with a customer and a session each, as copies of the reader.
 *
 * @param {Awaited<ReturnType<typeof startOurs>>} server
 * @param {number} count
 */
async function people({ databaseUrl, requests, env }, count) {
  const token = (requests.inbox.headers?.DirectLogin ?? '').replace('token=', '');
  const [head = '', body = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const copy = (/** @type {string} */ table, /** @type {string} */ where, /** @type {string} */ changes) =>
    `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object(${changes}))).*
       FROM ${table} t CROSS JOIN generate_series(0, ${count - 1}) AS n WHERE ${where}`;
  const session = `('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))`;
  const [row] = await sql(databaseUrl, `SELECT customer_id FROM user_customer_links WHERE user_id = '${claims.sub}'`);
  await sql(
    databaseUrl,
    copy('users', `t.user_id = '${claims.sub}'`, `'user_id', 'inbox-' || n, 'username', 'inbox.' || n`),
    copy('customers', `t.customer_id = '${row?.customer_id}'`, `'customer_id', 'inbox-' || n, 'customer_number', 'inbox-' || n`),
    copy(
      'user_customer_links',
      `t.user_id = '${claims.sub}'`,
      `'user_customer_link_id', 'inbox-' || n, 'user_id', 'inbox-' || n, 'customer_id', 'inbox-' || n`,
    ),
    copy('sessions', `t.session_id = '${claims.jti}'`, `'session_id', ${session}, 'user_id', 'inbox-' || n`),
  );
  return Array.from({ length: count }, (_, n) => {
    const jti = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const part = Buffer.from(JSON.stringify({ ...claims, sub: `inbox-${n}`, jti })).toString('base64url');
    const signature = createHmac('sha256', env.JWT_SECRET ?? '')
      .update(`${head}.${part}`)
      .digest('base64url');
    return `${head}.${part}.${signature}`;
  });
}

/**
 * @param {string} url
 * @param {string} token
 * @param {http.Agent} agent
 * @param {Map<string, number>} seen
 * @returns {Promise<void>} when it is followed
 */
function follow(url, token, agent, seen) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { Accept: 'text/event-stream', DirectLogin: `token=${token}` } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`the stream is answered ${response.statusCode}`));
      response.setEncoding('utf8').on('data', (text) => {
        if (text.includes('event: ready')) resolve();
        for (const [, message = ''] of text.matchAll(/"message":"([^"]+)"/g)) if (!seen.has(message)) seen.set(message, performance.now());
      });
      response.on('error', () => undefined);
    });
    request.on('error', reject);
  });
}
