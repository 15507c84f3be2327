import { expectStatus } from '../support/http.mjs';

/**
 * Compares what is stored with what the callers were told.
 *
 * @param {{ outcomes: Map<string, import('./writers.mjs').Outcome>, refusals: Set<string> }} callers
 * @param {import('../support/http.mjs').Request} list
 */
export async function verify({ outcomes, refusals }, list) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for await (const text of texts(list)) times.set(text, (times.get(text) ?? 0) + 1);
  const told = (/** @type {import('./writers.mjs').Outcome} */ wanted) => {
    const sent = [...outcomes].filter(([, outcome]) => outcome === wanted).map(([text]) => text);
    return { sent: sent.length, stored: sent.filter((text) => times.has(text)).length };
  };
  const found = {
    answered201: told('stored'),
    refused: told('refused'),
    saidUnknown: told('unknown'),
    unanswered: told('unanswered'),
    unsent: told('unsent'),
    doubled: [...times.values()].filter((count) => count > 1).length,
    strange: [...times.keys()].filter((text) => !outcomes.has(text)).length,
    refusals: [...refusals].sort(),
  };
  const lost = found.answered201.sent - found.answered201.stored;
  const wrong = lost + found.refused.stored + found.unsent.stored + found.doubled + found.strange;
  return { kept: wrong === 0, lost, ...found };
}

/**
 * The texts of all messages, page by page.
 *
 * @param {import('../support/http.mjs').Request} list
 */
async function* texts(list) {
  const page = new URL(`${list.url}?limit=1000`);
  for (let last; ; page.searchParams.set('cursor', last)) {
    const { messages } = await expectStatus(200, { ...list, url: page.href });
    for (const { message } of messages) yield /** @type {string} */ (message);
    last = messages.at(-1)?.id;
    if (last === undefined) return;
  }
}
