import { BANK } from '../servers/ours.mjs';
import { sql } from '../support/database.mjs';

/** Other customers; each has the same number of messages. */
const CUSTOMERS = 10_000;
const CHUNK = 500_000;
/** The messages lie a minute apart in time, up to now. */
const TEXT = 'This message is about your card';

/** Valid UUIDv7 (RFC 9562): 48 bits of time, the version, random bits with the variant. */
const UUIDV7 = `
  CREATE OR REPLACE FUNCTION pg_temp.uuidv7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(r, 14, 3) || substr(r, 17))::uuid
      FROM (SELECT replace(gen_random_uuid()::text, '-', '') AS r) AS random
  $$`;

/**
 * One statement's worth of messages. The rows are right by construction, so the foreign key need not look each of them up:
 * `session_replication_role` leaves that out where the user may set it.
 *
 * @param {string} from a query with the columns customer_id and date
 */
const insert = (from) => `
  INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person,
                        created_by_user_id, created_by_consumer_id)
  SELECT '${BANK}', customer_id, pg_temp.uuidv7(date), date, 'SMS', '${TEXT}', 'Open Bank', 'Tom', 'bench', 'bench'
    FROM (${from}) AS one`;

/**
 * Stores messages of many other customers, in the order in which a bank would have sent them: by time, each chunk to everybody.
 *
 * @param {string} databaseUrl
 * @param {number} rows
 * @param {(line: string) => void} say
 */
export async function fillOthers(databaseUrl, rows, say) {
  await sql(
    databaseUrl,
    `INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number)
     SELECT '${BANK}', gen_random_uuid()::text, 'bench-' || n, 'Other', '+44' FROM generate_series(1, ${CUSTOMERS}) AS n`,
  );
  const began = Date.now();
  for (let stored = 0; stored < rows; stored += CHUNK) {
    const chunk = Math.min(CHUNK, rows - stored);
    // A chunk is an hour, long ago for the first; its messages go to one customer after the other.
    const hours = Math.ceil((rows - stored) / CHUNK);
    await sql(
      databaseUrl,
      UUIDV7,
      ...FAST,
      insert(`
        SELECT c.customer_id, date_trunc('milliseconds', now() - ${hours} * interval '1 hour' + n * interval '7 milliseconds') AS date
          FROM (SELECT customer_id, row_number() OVER (ORDER BY customer_id) - 1 AS nth FROM customers WHERE legal_name = 'Other') AS c
          JOIN generate_series(0, ${chunk - 1}) AS n ON n % ${CUSTOMERS} = c.nth
         ORDER BY c.customer_id, n`),
    );
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`stored ${stored + chunk} of ${rows} messages of others, ${seconds} s`);
  }
}

/**
 * @param {string} databaseUrl
 * @param {string} customerId
 * @param {number} rows
 */
export async function fillCustomer(databaseUrl, customerId, rows) {
  const from = `SELECT '${customerId}' AS customer_id, date_trunc('milliseconds', now() - n * interval '1 minute') AS date
                  FROM generate_series(1, ${rows}) AS n`;
  await sql(databaseUrl, UUIDV7, insert(from));
}

/**
 * Leaves the table as it is after a while of quiet: no maintenance falls into the measure.
 *
 * @param {string} databaseUrl
 */
export const settle = (databaseUrl) => sql(databaseUrl, 'VACUUM (ANALYZE) messages', 'VACUUM (ANALYZE) customers');

const FAST = [`SET synchronous_commit = off`, `SET session_replication_role = replica`];
