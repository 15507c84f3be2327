import { formatSpread } from '../report/table.mjs';
import { BANK, startOurs } from '../servers/ours.mjs';
import { createIn, MESSAGE } from '../servers/requests.mjs';
import { send } from '../support/http.mjs';
import { spread } from '../support/statistics.mjs';
import { takeTurns } from './turns.mjs';

const MESSAGES = 1000;
const BATCH_CONNECTIONS = 2;

/**
 * Messages per second in arrays of 1,000, two requests at a time.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureBatch(run) {
  const { requests } = await startOurs(run.cleanup);
  const { origin, pathname } = new URL(requests.create.url);
  const customer = pathname.split('/').at(-2);
  const messages = Array.from({ length: MESSAGES }, () => ({ customer_id: customer, ...MESSAGE }));
  const request = {
    ...createIn(`${origin}/messaging/v1/banks/${BANK}/messages`, requests.create.headers),
    body: JSON.stringify(messages),
  };
  const { status, body } = await send(request);
  if (status === 404) {
    const reason = 'this service has no POST /messaging/v1/banks/BANK_ID/messages';
    return { found: { skipped: reason }, table: [['batch'], [`skipped: ${reason}`]] };
  }
  const text = JSON.stringify(body);
  if (status >= 300 || text.includes('OBP-')) throw new Error(`the batch was answered ${status}: ${text.slice(0, 500)}`);
  const { batch = [] } = await takeTurns(run, 'batches', [{ name: 'batch', request }], BATCH_CONNECTIONS);
  const perSecond = spread(batch.map((turn) => turn.perSecond * MESSAGES));
  return {
    found: { messagesPerBatch: MESSAGES, connections: BATCH_CONNECTIONS, perSecond },
    table: [['messages per second'], [formatSpread(perSecond, 0)]],
  };
}
