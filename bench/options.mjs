import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run bench -- [what] [options]

What is measured; the ratios unless something else is named:
  --scale             the same requests with millions of other messages stored, against none
  --embedded          the service on its embedded database
  --memory MINUTES    resident memory of the service under load
  --idempotency       creates with an Idempotency-Key each, against creates without
  --inbox             a thousand inboxes that are followed live: memory, and how soon a message is seen
  --batch             batches of 1,000 messages
  --records           with a log line for each request, and with records of reads and creates, against neither
  --schemes           creates signed in by bearer token and by OAuth 1.0a, against DirectLogin
  --delivery          messages that are sent: see docs/delivery.md; --only names parts
  --customers         the search for customers among a million of one bank
  --against COMMIT    the service of an earlier commit against this one: what a change costs
  --replicas          lists without a read replica, and with one
  --strangers         the inbox of a customer while eight connections send bodies of a megabyte without credentials

Options:
  --quick             finishes in two minutes: turns of one second
  --seconds N         length of a turn (10)
  --rounds N          how often each server has its turn, at least five (5)
  --only A,B          of create, list and inbox; for --delivery of create, smpp, receipts, http, smpp-beside, http-beside, smtp, waiting,
                      latency, hanging and idle
  --rows N            messages of others for --scale (10000000), deliveries that wait for --delivery (1000000),
                      customers of the bank for --customers (1000000)
  --generator NAME    wrk or autocannon (wrk where it is installed)

The databases are made on the server of TEST_DATABASE_URL (postgres://postgres@127.0.0.1:5432/postgres) and dropped afterwards.
`;

export const REQUESTS = /** @type {const} */ (['create', 'list', 'inbox']);
export const DELIVERY_PARTS = /** @type {const} */ ([
  'create',
  'smpp',
  'receipts',
  'http',
  'smpp-beside',
  'http-beside',
  'smtp',
  'waiting',
  'latency',
  'hanging',
  'idle',
]);
const LEAST_ROUNDS = 5;

/**
 * @typedef {(typeof REQUESTS)[number]} RequestName
 * @typedef {(typeof DELIVERY_PARTS)[number]} DeliveryPart
 * @typedef {'ratios' | 'scale' | 'embedded' | 'memory' | 'idempotency' | 'inbox' | 'batch' | 'schemes' | 'strangers' | 'records' | 'replicas' | 'delivery' | 'customers' | 'against'} MeasureName
 *
 * @typedef {object} Options
 * @property {MeasureName} measure
 * @property {number} seconds of one turn
 * @property {number} warmUp seconds of load before the first turn
 * @property {number} rounds
 * @property {RequestName[]} only
 * @property {DeliveryPart[]} parts of the figures of delivery
 * @property {number} rows
 * @property {number} minutes
 * @property {string} against a commit
 * @property {string | undefined} generator
 */

/**
 * @param {string[]} argv
 * @returns {Options | undefined} undefined when help was asked for
 * @throws an Error that says what is wrong with the arguments
 */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      quick: { type: 'boolean', default: false },
      scale: { type: 'boolean', default: false },
      embedded: { type: 'boolean', default: false },
      idempotency: { type: 'boolean', default: false },
      inbox: { type: 'boolean', default: false },
      batch: { type: 'boolean', default: false },
      schemes: { type: 'boolean', default: false },
      strangers: { type: 'boolean', default: false },
      records: { type: 'boolean', default: false },
      replicas: { type: 'boolean', default: false },
      delivery: { type: 'boolean', default: false },
      customers: { type: 'boolean', default: false },
      memory: { type: 'string' },
      against: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      rows: { type: 'string' },
      only: { type: 'string' },
      generator: { type: 'string' },
    },
  });
  if (values.help) return undefined;
  const named = /** @type {const} */ ([
    'scale',
    'embedded',
    'idempotency',
    'inbox',
    'batch',
    'memory',
    'schemes',
    'strangers',
    'records',
    'replicas',
    'delivery',
    'customers',
    'against',
  ]).filter((name) => values[name]);
  if (named.length > 1) throw new Error(`one of ${named.map((name) => `--${name}`).join(', ')} at a time`);
  return {
    measure: named[0] ?? 'ratios',
    seconds: whole('--seconds', values.seconds ?? (values.quick ? '1' : '10'), 1),
    warmUp: values.quick ? 3 : 10,
    rounds: whole('--rounds', values.rounds ?? '5', LEAST_ROUNDS),
    only: values.delivery ? [] : namesIn(values.only, REQUESTS),
    parts: values.delivery ? namesIn(values.only, DELIVERY_PARTS) : [],
    rows: whole('--rows', values.rows ?? (values.delivery || values.customers ? '1000000' : '10000000'), 1),
    minutes: whole('--memory', values.memory ?? '10', 1),
    against: values.against ?? '',
    generator: values.generator,
  };
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} least
 */
function whole(name, text, least) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`${name} must be an integer of at least ${least}`);
  return value;
}

/**
 * @template {string} Name
 * @param {string | undefined} text with commas; undefined for all
 * @param {readonly Name[]} known
 */
function namesIn(text, known) {
  return (text?.split(',') ?? known).map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new Error(`--only takes ${known.join(', ')}; not ${name}`);
    return found;
  });
}
