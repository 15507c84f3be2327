// What `npm run bench` runs. The measures are in measures/, one file each; what they find is kept in results.json.
import { build } from '../scripts/build.mjs';
import { chooseGenerator } from './load/load.mjs';
import { measureAgainst } from './measures/against.mjs';
import { measureBatch } from './measures/batch.mjs';
import { measureCustomers } from './measures/customers.mjs';
import { measureDelivery } from './measures/delivery/delivery.mjs';
import { measureEmbedded } from './measures/embedded.mjs';
import { measureInbox } from './measures/inbox.mjs';
import { measureIdempotency } from './measures/idempotency.mjs';
import { measureMemory } from './measures/memory.mjs';
import { measureRatios } from './measures/ratios.mjs';
import { measureRecords } from './measures/records.mjs';
import { measureReplicas } from './measures/replicas.mjs';
import { measureSchemes } from './measures/schemes.mjs';
import { measureScale } from './measures/scale.mjs';
import { measureStrangers } from './measures/strangers.mjs';
import { HELP, readOptions } from './options.mjs';
import { keepResult } from './report/results.mjs';
import { formatTable } from './report/table.mjs';
import { Cleanup } from './support/cleanup.mjs';
import { serverVersion } from './support/database.mjs';

/** @type {Record<import('./options.mjs').MeasureName, import('./measures/measure.mjs').Measure>} */
const MEASURES = {
  ratios: measureRatios,
  scale: measureScale,
  embedded: measureEmbedded,
  memory: measureMemory,
  idempotency: measureIdempotency,
  inbox: measureInbox,
  batch: measureBatch,
  schemes: measureSchemes,
  strangers: measureStrangers,
  records: measureRecords,
  replicas: measureReplicas,
  delivery: measureDelivery,
  customers: measureCustomers,
  against: measureAgainst,
};

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);

async function main() {
  const args = process.argv.slice(2);
  const options = readOptions(args);
  if (options === undefined) return say(HELP);
  const generator = chooseGenerator(options.generator);
  const postgres = options.measure === 'embedded' ? undefined : await serverVersion();
  await build();
  const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const how = { command, generator: generator.name, postgres, seconds: options.seconds, rounds: options.rounds };
  say(`${command}: load by ${generator.name}${postgres === undefined ? '' : `, PostgreSQL ${postgres}`}`);
  const cleanup = new Cleanup();
  try {
    const { found, table } = await MEASURES[options.measure]({ options, generator, cleanup, say });
    keepResult(options.measure, how, found);
    say(`\n${formatTable(table)}\n\nMedians of the rounds, with the least and the most; kept in bench/results.json.`);
  } finally {
    await cleanup.run();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
