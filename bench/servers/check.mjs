import { isDeepStrictEqual } from 'node:util';
import { expectStatus, send } from '../support/http.mjs';
import { LISTED, MESSAGE } from './requests.mjs';

/**
 * Proves, before anything is measured, that the server does the work: it stores what it answers 201, lists all of it, newest first and
 * with every field, and refuses callers without a token, bodies that are wrong and customers who are not there.
 * Leaves the reader's inbox with as many messages as a list is measured with.
 *
 * @param {import('./requests.mjs').Server} server
 */
export async function checkServer({ name, requests: { create, list, inbox } }) {
  const toRead = { ...create, url: list.url };
  for (let sent = 0; sent < LISTED; sent++)
    await expectStatus(201, { ...toRead, body: JSON.stringify({ ...MESSAGE, message: `${MESSAGE.message} ${sent}` }) });
  const listed = (await expectStatus(200, list)).messages;
  const wanted = Array.from({ length: LISTED }, (_, at) => ({ ...MESSAGE, message: `${MESSAGE.message} ${LISTED - 1 - at}` }));
  expectMessages(`${name}: list`, listed, wanted);
  const read = (await expectStatus(200, inbox)).messages;
  expectMessages(
    `${name}: inbox`,
    read,
    wanted.map(({ transport, ...others }) => others),
    ['transport'],
  );
  for (const request of [create, list, inbox]) await expectRefusal(name, { ...request, headers: { 'Content-Type': 'application/json' } });
  await expectRefusal(name, { ...create, body: '{"message": 1}' });
  await expectRefusal(name, { ...create, url: create.url.replace(/customers\/[^/]+/, 'customers/nobody') });
}

/**
 * @param {string} what
 * @param {Record<string, unknown>[]} messages
 * @param {Record<string, unknown>[]} wanted
 * @param {string[]} [aside] fields that may be there or not
 */
function expectMessages(what, messages, wanted, aside = []) {
  const bare = messages.map((message) =>
    Object.fromEntries(Object.entries(message).filter(([field]) => !['id', 'date', ...aside].includes(field))),
  );
  const complete = messages.every(({ id, date }) => typeof id === 'string' && !Number.isNaN(Date.parse(String(date))));
  if (!complete || !isDeepStrictEqual(bare, wanted)) throw new Error(`${what} does not return what was sent: ${JSON.stringify(messages)}`);
}

/**
 * @param {string} name
 * @param {import('../support/http.mjs').Request} request
 */
async function expectRefusal(name, request) {
  const { status } = await send(request);
  if (status < 400 || status >= 500) throw new Error(`${name} answered ${status} to a request that must be refused: ${request.url}`);
}
