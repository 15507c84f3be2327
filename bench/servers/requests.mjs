/** The message that every create sends. */
export const MESSAGE = { message: 'This message is about your card', transport: 'SMS', from_department: 'Open Bank', from_person: 'Tom' };

/** Messages of the customer who is read, a page of the usual length. */
export const LISTED = 20;

/**
 * A server that is ready to be loaded.
 *
 * @typedef {object} Server
 * @property {string} name
 * @property {number} pid
 * @property {string} databaseUrl empty for the embedded database
 * @property {Record<import('../options.mjs').RequestName, import('../support/http.mjs').Request>} requests
 * @property {() => Promise<unknown>} stop
 *
 * @param {object} facts
 * @param {string} facts.url
 * @param {string} facts.bank
 * @param {{ written: string, read: string }} facts.customers ids of the one who is written to, and the one who is read
 * @param {Record<string, string>} facts.staff headers that identify the caller
 * @param {Record<string, string>} facts.reader
 * @returns {Server['requests']}
 */
export function requestsOf({ url, bank, customers, staff, reader }) {
  const messages = `${url}/obp/v4.0.0/banks/${bank}/customers`;
  return {
    create: createIn(`${messages}/${customers.written}/messages`, staff),
    list: { method: 'GET', url: `${messages}/${customers.read}/messages`, headers: staff },
    inbox: { method: 'GET', url: `${url}/obp/v1.4.0/banks/${bank}/customer/messages`, headers: reader },
  };
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {import('../support/http.mjs').Request}
 */
export const createIn = (url, headers) => ({
  method: 'POST',
  url,
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: JSON.stringify(MESSAGE),
});
