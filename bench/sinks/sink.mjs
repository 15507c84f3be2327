import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * A peer that takes everything, in a process of its own.
 *
 * @typedef {object} Sink
 * @property {number} port
 * @property {() => Promise<number>} count how many messages it has taken
 * @property {() => Promise<{ text: string, key: string, at: number }[]>} taken what it has taken since it was asked last, where it keeps that;
 *   `at` in milliseconds since 1970
 *
 * @param {import('../support/cleanup.mjs').Cleanup} cleanup
 * @param {'smpp' | 'http' | 'smtp'} kind
 * @param {...('keep' | 'receipts' | 'silent')} modes keep what is taken; send receipts; never answer a message
 * @returns {Promise<Sink>}
 */
export async function startSink(cleanup, kind, ...modes) {
  const child = fork(new URL(`${kind}.mjs`, import.meta.url), modes, { serialization: 'advanced' });
  cleanup.add(() => {
    if (child.connected) child.disconnect();
  });
  const [port] = await once(child, 'message');
  let last = Promise.resolve();
  const ask = (/** @type {string} */ question) => {
    const answer = last.then(async () => {
      child.send(question);
      const [said] = await once(child, 'message');
      return said;
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  return { port, count: () => ask('count'), taken: () => ask('all') };
}
