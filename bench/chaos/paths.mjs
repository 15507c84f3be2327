import { setTimeout as sleep } from 'node:timers/promises';
import { MESSAGE } from '../servers/requests.mjs';
import { send } from '../support/http.mjs';
import { outcomeOf, PAUSE } from './writers.mjs';

/** Messages of a batch. */
const BATCH = 5;

/**
 * One way through the service to the database, with callers who use it again and again.
 *
 * @typedef {object} Way
 * @property {string} name
 * @property {number} callers
 * @property {(number: number) => { request: import('../support/http.mjs').Request, texts: readonly string[] }} ask the texts of what it would store
 * @property {(status: number, body: any) => boolean} isDone
 */

/** Callers on every way, and what they were answered when. */
export class Paths {
  /** @type {Map<string, import('./writers.mjs').Outcome>} by text, as in {@link Writers} */
  outcomes = new Map();
  /** @type {Set<string>} */
  refusals = new Set();
  #running = true;
  #number = 0;
  /** By way; in milliseconds. @type {Map<string, { count: number, last: number, since: number, gap: number, back: number | undefined }>} */
  #done = new Map();
  /** @type {Promise<unknown>} */
  #ended;

  /** @param {readonly Way[]} ways */
  constructor(ways) {
    for (const { name } of ways) this.#done.set(name, { count: 0, last: performance.now(), since: 0, gap: 0, back: 0 });
    this.#ended = Promise.all(ways.flatMap((way) => Array.from({ length: way.callers }, () => this.#use(way))));
  }

  /** What {@link gaps} and {@link back} say begins now. */
  mark() {
    const now = performance.now();
    for (const one of this.#done.values()) Object.assign(one, { last: now, since: now, gap: 0, back: undefined });
  }

  /** The longest time between two successes, for each way. */
  gaps() {
    return Object.fromEntries([...this.#done].map(([name, { gap }]) => [name, Math.round(gap)]));
  }

  /** The time to the first success of a request that was sent after the mark, for each way. */
  async back() {
    const all = [...this.#done];
    for (const last = Date.now() + 60_000; all.some(([, one]) => one.back === undefined); await sleep(2))
      if (Date.now() > last) throw new Error(`not back after a minute: ${[...this.refusals].join('; ')}`);
    return Object.fromEntries(all.map(([name, { back = 0 }]) => [name, Math.round(back)]));
  }

  /** Waits until each way was gone with success that many times more. @param {number} count */
  async succeeded(count) {
    const wanted = [...this.#done.values()].map((one) => ({ one, count: one.count + count }));
    for (const last = Date.now() + 120_000; wanted.some(({ one, count }) => one.count < count); await sleep(5))
      if (Date.now() > last) throw new Error(`a way is closed for two minutes: ${[...this.refusals].join('; ')}`);
  }

  async stop() {
    this.#running = false;
    await this.#ended;
  }

  /** @param {Way} way */
  async #use({ name, ask, isDone }) {
    while (this.#running) {
      const { request, texts } = ask(this.#number++);
      for (const text of texts) this.outcomes.set(text, 'unanswered');
      const began = performance.now();
      const answer = await send(request).catch((error) => error);
      const isGood = !(answer instanceof Error) && isDone(answer.status, answer.body);
      if (isGood) this.#succeed(name, began);
      texts.forEach((text, place) => this.outcomes.set(text, isGood ? 'stored' : outcomeOf(ofItem(answer, place), this.refusals)));
      if (!isGood) {
        if (texts.length === 0) outcomeOf(answer, this.refusals);
        await sleep(PAUSE);
      }
    }
  }

  /**
   * @param {string} name
   * @param {number} began
   */
  #succeed(name, began) {
    const one = this.#done.get(name);
    if (one === undefined) return;
    const now = performance.now();
    if (began >= one.since) one.back ??= now - one.since;
    one.gap = Math.max(one.gap, now - one.last);
    one.last = now;
    one.count++;
  }
}

/** The answer for one message of a batch. @param {any} answer @param {number} place */
function ofItem(answer, place) {
  const item = answer instanceof Error || answer.status !== 207 ? undefined : answer.body.results[place];
  return item === undefined ? answer : { status: item.status, body: item.error ?? item };
}

/**
 * All ways: messages in four forms, TypeORM's own transactions and statements, and the list.
 *
 * @param {Awaited<ReturnType<import('./sandbox.mjs').Sandbox['requests']>>} requests
 * @returns {Way[]}
 */
export function waysOf({ create, list }) {
  const url = new URL(create.url);
  const [, , , , bank, , customer] = url.pathname.split('/');
  const post = (/** @type {string} */ path, /** @type {object} */ body, headers = {}) => ({
    ...create,
    url: `${url.origin}${path}`,
    headers: { ...create.headers, ...headers },
    body: JSON.stringify(body),
  });
  const message = (/** @type {string} */ text) => ({ ...MESSAGE, message: text });
  const isCreated = (/** @type {number} */ status) => status === 201;
  const one =
    (/** @type {string} */ path, /** @type {string} */ kind, isKeyed = false) =>
    (/** @type {number} */ number) => {
      const text = `${kind} ${number}`;
      return { request: post(path, message(text), isKeyed ? { 'Idempotency-Key': `key-${number}` } : {}), texts: [text] };
    };
  return [
    { name: 'create', callers: 8, ask: one(url.pathname, 'create'), isDone: isCreated },
    { name: 'with a key', callers: 4, ask: one(url.pathname, 'keyed', true), isDone: isCreated },
    {
      name: 'v1.4.0',
      callers: 2,
      ask: (number) => {
        const { request, texts } = one(`/obp/v1.4.0/banks/${bank}/customer/${customer}/messages`, 'old')(number);
        return { request, texts };
      },
      isDone: isCreated,
    },
    {
      name: 'batch',
      callers: 2,
      ask: (number) => {
        const texts = Array.from({ length: BATCH }, (_, place) => `batch ${number} ${place}`);
        const body = texts.map((text) => ({ ...message(text), customer_id: customer }));
        return { request: post(`/messaging/v1/banks/${bank}/messages`, body), texts };
      },
      isDone: (status, body) => status === 207 && body.results.every((/** @type {any} */ item) => item.status === 201),
    },
    {
      name: 'transaction',
      callers: 2,
      // Stored once; then its name is taken, which only the insert finds out.
      ask: () => ({
        request: post('/obp/v4.0.0/my/api-collections', { api_collection_name: 'chaos', is_sharable: false, description: '' }),
        texts: [],
      }),
      isDone: (status, body) => status === 201 || String(body?.message).startsWith('OBP-30086'),
    },
    {
      name: 'repository',
      callers: 2,
      ask: () => ({
        request: post('/obp/v4.0.0/my/api-collections/chaos/api-collection-endpoints', { operation_id: 'OBPv4.0.0-getCustomerMessages' }),
        texts: [],
      }),
      isDone: (status, body) => status === 201 || String(body?.message).startsWith('OBP-30085'),
    },
    {
      name: 'list',
      callers: 2,
      ask: () => ({ request: { ...list, url: `${list.url}?limit=20` }, texts: [] }),
      isDone: (status) => status === 200,
    },
    {
      name: 'ready',
      callers: 1,
      ask: () => ({ request: { method: 'GET', url: `${url.origin}/health/ready`, headers: {} }, texts: [] }),
      isDone: (status) => status === 200,
    },
  ];
}
