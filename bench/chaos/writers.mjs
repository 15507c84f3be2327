import { setTimeout as sleep } from 'node:timers/promises';
import { MESSAGE } from '../servers/requests.mjs';
import { send } from '../support/http.mjs';

const WRITERS = 32;
/** Before a writer tries again after a failure. */
export const PAUSE = 50;

/**
 * What a caller knows of one message: answered 201; refused; told that nobody knows; not told at all, since the connection was cut; or that
 * nobody was there to take it.
 *
 * @typedef {'stored' | 'refused' | 'unknown' | 'unanswered' | 'unsent'} Outcome
 */

/** Many callers who send messages, each text once, and keep what they were answered. */
export class Writers {
  /** @type {Map<string, Outcome>} by text */
  outcomes = new Map();
  /** @type {Set<string>} what refusals said */
  refusals = new Set();
  #running = true;
  /** @type {Promise<void[]>} */
  #ended;
  #stored = 0;

  /**
   * @param {import('../support/http.mjs').Request} create
   * @param {number} [count] of callers
   * @param {(number: number) => { message: string }} [messageOf]
   */
  constructor(create, count = WRITERS, messageOf = (number) => ({ ...MESSAGE, message: `chaos ${number}` })) {
    this.#ended = Promise.all(Array.from({ length: count }, () => this.#write(create, messageOf)));
  }

  /**
   * Waits until that many more messages were answered 201.
   *
   * @param {number} count
   */
  async stored(count) {
    const wanted = this.#stored + count;
    for (const last = Date.now() + 120_000; this.#stored < wanted; await sleep(5))
      if (Date.now() > last) throw new Error(`no message was stored for two minutes; last refusals: ${[...this.refusals].join('; ')}`);
  }

  async stop() {
    this.#running = false;
    await this.#ended;
  }

  /**
   * @param {import('../support/http.mjs').Request} create
   * @param {(number: number) => { message: string }} messageOf
   */
  async #write(create, messageOf) {
    while (this.#running) {
      const message = messageOf(this.outcomes.size);
      const { message: text } = message;
      this.outcomes.set(text, 'unanswered');
      const outcome = await this.#send({ ...create, body: JSON.stringify(message) });
      this.outcomes.set(text, outcome);
      if (outcome === 'stored') this.#stored++;
      else await sleep(PAUSE);
    }
  }

  /**
   * @param {import('../support/http.mjs').Request} request
   * @returns {Promise<Outcome>}
   */
  async #send(request) {
    return outcomeOf(await send(request).catch((error) => error), this.refusals);
  }
}

/**
 * What a caller knows after an answer, or without one.
 *
 * @param {Error | { status: number, body: any }} answer
 * @param {Set<string>} refusals what refusals said
 * @returns {Outcome}
 */
export function outcomeOf(answer, refusals) {
  if (answer instanceof Error) return nobodyThere(answer) ? 'unsent' : 'unanswered';
  if (answer.status === 201) return 'stored';
  const message = String(answer.body?.message);
  refusals.add(`${answer.status} ${message}`);
  return message.includes('not known') ? 'unknown' : 'refused';
}

/** @param {Error} error of fetch */
const nobodyThere = ({ cause }) => /** @type {{ code?: unknown } | undefined} */ (cause)?.code === 'ECONNREFUSED';
