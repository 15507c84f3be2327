import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Client } from 'pg';
import { BANK } from '../../servers/ours.mjs';
import { checkpoint, sql } from '../../support/database.mjs';
import { ratio, spread } from '../../support/statistics.mjs';
import { startSink } from '../../sinks/sink.mjs';
import { startDelivering } from './service.mjs';

const CLAIMED = 500;
const CLAIMS = 40;
const SENT = 'DELETE FROM delivery_queue WHERE bank_id = $1 AND delivery_id = ANY ($2::uuid[])';

/**
 * The statement that claims, 500 at a time, while a million others wait in the same lane for a later time; against a queue in which there is
 * nothing else. What was claimed leaves the queue before the next claim, as when it has been sent; that is not measured.
 *
 * @param {import('../measure.mjs').Run} run
 * @returns {Promise<import('./delivery.mjs').Row[]>}
 */
export async function measureWaiting({ options, cleanup, say }) {
  const { text } = await claimStatement();
  const sink = await startSink(cleanup, 'smpp');
  const queues = [];
  for (const name of ['empty', 'full']) {
    const server = await startDelivering(cleanup, `waiting_${name}`, { DELIVERY_WORKERS: 'off' });
    await server.provider('sink', 'smpp', sink);
    await server.route('OUT', 'sms', 'sink');
    await server.fill(1, 'OUT');
    if (name === 'full') await server.fillTomorrow(options.rows);
    await sql(server.databaseUrl, `DELETE FROM delivery_queue WHERE due_at < now() + interval '1 hour'`);
    queues.push({ name, server, rates: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round <= options.rounds; round++) {
    for (const { server, rates } of round % 2 === 0 ? queues : queues.toReversed()) {
      await server.fill(CLAIMED * CLAIMS, 'OUT');
      await checkpoint();
      const rate = await claimAll(server.databaseUrl, text);
      if (round > 0) rates.push(rate);
      await sql(server.databaseUrl, `DELETE FROM delivery_queue WHERE due_at < now() + interval '1 hour'`, 'VACUUM delivery_queue');
    }
    say(`claims, round ${round}: ${queues.map(({ name, rates }) => `${name} ${Math.round(rates.at(-1) ?? 0)}/s`).join(', ')}`);
  }
  const [empty = [], full = []] = queues.map(({ rates }) => rates);
  return [
    { name: `claims with ${options.rows} rows waiting against none`, unit: 'x', digits: 2, measured: ratio(full, empty) },
    { name: '  deliveries claimed then', unit: '/s', digits: 0, measured: spread(full) },
  ];
}

/**
 * @param {string} databaseUrl
 * @param {string} text
 */
async function claimAll(databaseUrl, text) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let took = 0;
    let claimed = 0;
    for (let claim = 0; claim < CLAIMS; claim++) {
      const leaseToken = randomUUID();
      const values = [BANK, 'sms:normal:out', CLAIMED, leaseToken, false, 'sink', [], []];
      const began = performance.now();
      const { rows } = await client.query({ name: 'claim', text, values });
      took += performance.now() - began;
      claimed += rows.length;
      const ids = rows.map(({ delivery_id }) => delivery_id);
      await client.query({ name: 'sent', text: SENT, values: [BANK, ids] });
    }
    if (claimed !== CLAIMED * CLAIMS) throw new Error(`${claimed} were claimed of ${CLAIMED * CLAIMS}`);
    return claimed / (took / 1000);
  } finally {
    await client.end();
  }
}

/** The statement as the service has it. */
async function claimStatement() {
  const folder = mkdtempSync(join('node_modules', '.claim-bench-')); // inside, so that the packages are found
  const outfile = join(folder, 'queue.mjs');
  try {
    await build({
      entryPoints: ['src/messaging/deliveries/queue/delivery-queue.repository.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outfile,
    });
    const { CLAIM } = await import(pathToFileURL(outfile).href);
    return /** @type {{ text: string }} */ (CLAIM);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
