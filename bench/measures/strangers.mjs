import net from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { formatSpread } from '../report/table.mjs';
import { checkServer } from '../servers/check.mjs';
import { startOurs } from '../servers/ours.mjs';
import { ratio, spread } from '../support/statistics.mjs';

/** Connections of the strangers, each of which sends the next body when the one before is refused. */
const STRANGERS = 8;
const BODY = `[${'[],'.repeat(346_000)}[]]`;

/**
 * How long a customer waits for the inbox while strangers send one-megabyte bodies that are expensive to parse, compared with the time
 * without them. The strangers run beside the load generator, in a thread of their own, on the same machine.
 *
 * @type {import('./measure.mjs').Measure}
 */
export async function measureStrangers({ options, generator, cleanup, say }) {
  const server = await startOurs(cleanup);
  await checkServer(server);
  const inbox = async (/** @type {number} */ seconds) => (await generator.load(server.requests.inbox, { connections: 1, seconds })).p50;
  await inbox(options.warmUp);
  /** @type {number[]} */
  const alone = [];
  /** @type {number[]} */
  const beside = [];
  let refused = 0;
  for (let round = 1; round <= options.rounds; round++) {
    alone.push(await inbox(options.seconds));
    const strangers = new Worker(new URL(import.meta.url), { workerData: server.requests.create.url });
    beside.push(await inbox(options.seconds));
    strangers.postMessage('leave');
    refused += await new Promise((resolve) => strangers.once('message', resolve));
    say(`round ${round}: p50 ${alone.at(-1)} ms alone, ${beside.at(-1)} ms beside strangers`);
  }
  const found = { alone: spread(alone), beside: spread(beside), ratio: ratio(beside, alone), refused };
  return {
    found,
    table: [
      ['p50 of the inbox, ms', 'alone', `${STRANGERS} strangers`, 'ratio', 'bodies refused'],
      ['', formatSpread(found.alone), formatSpread(found.beside), formatSpread(found.ratio), String(refused)],
    ],
  };
}

/** Sends bodies without credentials until it is told to leave, and then says how many were refused. */
async function sendBodies() {
  const url = new URL(workerData);
  let refused = 0;
  let going = true;
  parentPort?.once('message', () => (going = false));
  const stranger = async () => {
    while (going) if (await sendOnce(url)) refused += 1;
  };
  await Promise.all(Array.from({ length: STRANGERS }, stranger));
  parentPort?.postMessage(refused);
}

/**
 * @param {URL} url
 * @returns {Promise<boolean>} whether it was answered, and refused
 */
function sendOnce({ hostname, port, pathname }) {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(Number(port), hostname);
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', () => undefined); // the service ends connections that go on sending
    socket.on('close', () => resolve(/^HTTP\/1\.1 4/.test(answer)));
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`);
    socket.end(BODY);
  });
}

if (!isMainThread) await sendBodies();
