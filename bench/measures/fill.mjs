import { BANK } from '../servers/ours.mjs';
import { sql } from '../support/database.mjs';

/** Other customers; each has the same number of messages. They count as searchable, so that the service does not give them terms meanwhile. */
const CUSTOMERS = 10_000;
const CHUNK = 250_000;

/** Valid UUIDv7 (RFC 9562): 48 bits of time, the version, random bits with the variant. */
const UUIDV7 = `
  CREATE FUNCTION pg_temp.uuidv7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(r, 14, 3) || substr(r, 17))::uuid
      FROM (SELECT replace(gen_random_uuid()::text, '-', '') AS r) AS random
  $$`;

const OTHERS = `
  INSERT INTO customers (bank_id, customer_id, customer_number, legal_name, mobile_phone_number, is_searchable)
  SELECT '${BANK}', gen_random_uuid()::text, 'bench-' || n, 'Other', '+44', true FROM generate_series(0, ${CUSTOMERS} - 1) AS n`;

/**
 * Loading may lose its last chunk, and the rows are right by construction, so that the foreign key need not look each of them up.
 */
const FAST = ['SET synchronous_commit = off', 'SET session_replication_role = replica'];

/**
 * Stores messages as a bank would have sent them, one a millisecond up to now: to other customers by turns, and between them, at
 * even distances, to the one who is read. So that one's messages lie as far apart on disk as they do in time.
 *
 * @param {string} databaseUrl
 * @param {{ customer: string, own: number, others: number }} wanted `others` is a multiple of `own`
 * @param {(line: string) => void} say
 */
export async function fill(databaseUrl, { customer, own, others }, say) {
  const total = own + others;
  const every = total / own;
  const began = Date.now();
  await sql(databaseUrl, OTHERS);
  for (let stored = 0; stored < total; stored += CHUNK) {
    const upTo = Math.min(stored + CHUNK, total);
    const chunk = `
      INSERT INTO messages (bank_id, customer_id, message_id, date, transport, message, from_department, from_person,
                            created_by_user_id, created_by_consumer_id)
      SELECT '${BANK}', customer_id, pg_temp.uuidv7(date), date, 'SMS', 'This message is about your card', 'Open Bank', 'Tom', 'bench', 'bench'
        FROM (
          SELECT CASE WHEN n % ${every} = 0 THEN '${customer}' ELSE c.customer_id END AS customer_id,
                 date_trunc('milliseconds', now()) - (${total} - n) * interval '1 millisecond' AS date
            FROM generate_series(${stored} + 1, ${upTo}) AS n
            JOIN customers AS c ON c.bank_id = '${BANK}' AND c.customer_number = 'bench-' || n % ${CUSTOMERS}
           ORDER BY n
        ) AS sent`;
    await sql(databaseUrl, UUIDV7, ...FAST, chunk);
    if (others > 0) say(`stored ${upTo} of ${total} messages, ${Math.round((Date.now() - began) / 1000)} s`);
  }
  // Leaves the tables as they are after a while of quiet: no maintenance falls into the measure.
  await sql(databaseUrl, 'VACUUM (ANALYZE) messages', 'VACUUM (ANALYZE) customers');
}
