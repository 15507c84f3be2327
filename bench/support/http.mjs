/**
 * A request as the load generators send it, again and again.
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {string} [body]
 */

/**
 * Sends it once.
 *
 * @param {Request} request
 * @returns {Promise<{ status: number, headers: Headers, body: any }>} the body as JSON
 */
export async function send({ method, url, headers, body }) {
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/**
 * @param {number} status that is wanted
 * @param {Request} request
 */
export async function expectStatus(status, request) {
  const answer = await send(request);
  if (answer.status !== status)
    throw new Error(`${request.method} ${request.url} was answered ${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
