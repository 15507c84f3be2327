import type { Statement } from '../../platform/database/database.js';

/** Messages at which a count of unread ones ends. */
export const MOST_UNREAD = 100;
/** Messages that are looked at for the count: the newest of a customer since everything was marked as read, and of a bank. */
const COUNTED = { ofCustomer: 500, ofBank: 2_000 };

/** Customers of a bank that a stream follows. */
const FOLLOWED = 1_000;

/** When a message `m` of bank `$1` was read: what was said of this one (`r`), or else by the first mark that covers it. */
const READ_AT = `
  CASE WHEN r.message_id IS NOT NULL THEN r.read_at ELSE (
    SELECT k.read_at FROM message_read_marks k
     WHERE k.bank_id = $1 AND k.customer_id = m.customer_id AND k.read_until >= m.message_id ORDER BY k.read_until LIMIT 1) END`;

const JOIN_READS = 'LEFT JOIN message_reads r ON r.bank_id = $1 AND r.customer_id = m.customer_id AND r.message_id = m.message_id';

const written = (time: string, form: string): string => `to_char(${time} AT TIME ZONE 'UTC', '${form}')`;

/** The columns of a message that an inbox shows, on a row `m` with its `read_at`. */
const SHOWN = `
  m.message_id AS id, m.customer_id, m.transport, m.message, m.from_department, m.from_person,
  ${written('m.date', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')} AS date,
  ${written('m.read_at', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')} AS read_at`;

/** The customers of bank `$1` that user `$2` acts for. */
const LINKED = 'SELECT customer_id FROM user_customer_links WHERE bank_id = $1 AND user_id = $2';

const UNREAD = `(
  SELECT count(*)::int FROM (
    (SELECT m.message_id FROM (
        SELECT n.customer_id, n.message_id FROM everybody l CROSS JOIN LATERAL (
          SELECT n.customer_id, n.message_id FROM messages n
           WHERE n.bank_id = $1 AND n.customer_id = l.customer_id AND n.message_id > l.read_until
           ORDER BY n.message_id DESC LIMIT ${COUNTED.ofCustomer}) n
         LIMIT ${COUNTED.ofBank}) m
       ${JOIN_READS}
      WHERE r.read_at IS NULL)
    UNION ALL
    (SELECT r.message_id FROM everybody l JOIN message_reads r ON r.bank_id = $1 AND r.customer_id = l.customer_id
      WHERE r.read_at IS NULL AND r.message_id <= l.read_until)
    LIMIT ${MOST_UNREAD}) unread)`;

/** Everybody that the user acts for at the bank, and up to where everything was marked as read. */
const EVERYBODY = `
  SELECT l.customer_id, coalesce((
           SELECT k.read_until FROM message_read_marks k WHERE k.bank_id = $1 AND k.customer_id = l.customer_id
            ORDER BY k.read_until DESC LIMIT 1), '00000000-0000-0000-0000-000000000000'::uuid) AS read_until
    FROM (${LINKED}) l`;

/**
 * A page of what a bank sent to the customers that a user acts for. Of each customer so many messages are looked at that those of all are `$6`
 * at most, but no fewer than one and no more than `$14`. Where there were more, only what is not older than the last of them is known whole:
 * that is the horizon, and nothing beyond it is shown. Ids are looked at first; the rest is read of those that may be shown, newest first,
 * until there are enough.
 *
 * One statement serves all filters: they are applied to what was looked at, so none of them changes how it is read.
 */
export const INBOX_PAGE: Statement = {
  name: 'inbox_page',
  text: `
    WITH everybody AS MATERIALIZED (${EVERYBODY}
    ), wanted AS MATERIALIZED (
      SELECT customer_id, greatest(1, least($14::bigint, $6::bigint / count(*) OVER ())) AS most
        FROM everybody WHERE $3::text IS NULL OR customer_id = $3
    ), seen AS MATERIALIZED (
      SELECT m.*, l.most
        FROM wanted l CROSS JOIN LATERAL (
          SELECT n.*, row_number() OVER () AS place FROM (
            SELECT n.customer_id, n.message_id
              FROM messages n
             WHERE n.bank_id = $1 AND n.customer_id = l.customer_id AND n.message_id > $4
               AND n.message_id < least($5::uuid, greatest($9::uuid, (
                   SELECT d.before FROM message_id_leads d
                    WHERE d.before > $9 AND d.since < $8 ORDER BY d.before DESC LIMIT 1)))
             ORDER BY n.message_id DESC LIMIT (SELECT most FROM wanted LIMIT 1)) n
          ) m
    ), horizon AS MATERIALIZED (
      SELECT message_id FROM seen WHERE place = most ORDER BY message_id DESC LIMIT 1
    ), fitting AS MATERIALIZED (
      SELECT m.*
        FROM (SELECT s.customer_id, s.message_id FROM seen s
               WHERE s.message_id >= coalesce((SELECT message_id FROM horizon), '00000000-0000-0000-0000-000000000000'::uuid)
               ORDER BY s.message_id DESC) s
       CROSS JOIN LATERAL (
         SELECT m.customer_id, m.message_id, m.date, m.transport, m.message, m.from_department, m.from_person, ${READ_AT} AS read_at
           FROM messages m ${JOIN_READS}
          WHERE m.bank_id = $1 AND m.customer_id = s.customer_id AND m.message_id = s.message_id
         OFFSET 0) m
       WHERE m.date >= $7::timestamptz AND m.date < $8::timestamptz
         AND ($10::boolean IS NOT TRUE OR m.read_at IS NULL)
         AND ($11::text IS NULL OR m.from_person ILIKE $11 OR m.from_department ILIKE $11)
         AND m.message ILIKE ALL ($12::text[])
       ORDER BY s.message_id DESC LIMIT $13
    )
    SELECT coalesce((SELECT json_agg(shown ORDER BY shown.id DESC) FROM (SELECT ${SHOWN} FROM fitting m) shown), '[]') AS items,
           (SELECT message_id FROM horizon) AS horizon,
           ${UNREAD} AS unread`,
};

/** The banks of a user's customers, in the order of linking. */
export const BANKS_OF_USER: Statement = {
  name: 'inbox_banks',
  text: 'SELECT bank_id FROM user_customer_links WHERE user_id = $1 ORDER BY user_customer_link_id LIMIT $2',
};

/** The message `$3` of a customer that the user acts for, if the bank has it. */
const OWN_MESSAGE = `
      FROM messages m
     WHERE m.bank_id = $1 AND m.message_id = $3 AND m.customer_id IN (${LINKED})`;

export const HAS_MESSAGE: Statement = { name: 'inbox_has_message', text: `SELECT m.customer_id ${OWN_MESSAGE}` };

export const IS_LINKED: Statement = { name: 'inbox_is_linked', text: `${LINKED} AND customer_id = $3` };

/** Says that a message is read. It keeps the time at which it was read first, unless it was marked as unread since. */
export const MARK_READ: Statement = {
  name: 'inbox_mark_read',
  text: `
    INSERT INTO message_reads AS r (bank_id, customer_id, message_id, read_at, user_id)
    SELECT $1::text, m.customer_id, m.message_id, coalesce((
             SELECT k.read_at FROM message_read_marks k
              WHERE k.bank_id = $1 AND k.customer_id = m.customer_id AND k.read_until >= m.message_id
              ORDER BY k.read_until LIMIT 1), $4::timestamptz), $2::text
      ${OWN_MESSAGE}
        ON CONFLICT (bank_id, customer_id, message_id) DO UPDATE
           SET read_at = coalesce(r.read_at, $4::timestamptz),
               user_id = CASE WHEN r.read_at IS NULL THEN excluded.user_id ELSE r.user_id END
    RETURNING customer_id, read_at`,
};

export const MARK_UNREAD: Statement = {
  name: 'inbox_mark_unread',
  text: `
    INSERT INTO message_reads (bank_id, customer_id, message_id, read_at, user_id)
    SELECT $1::text, m.customer_id, m.message_id, NULL::timestamptz, $2::text
      ${OWN_MESSAGE}
        ON CONFLICT (bank_id, customer_id, message_id) DO UPDATE SET read_at = NULL, user_id = excluded.user_id
    RETURNING customer_id, read_at`,
};

/** What was marked as unread, up to a message: it is read now. The second part of marking everything. */
export const READ_AGAIN = `
  UPDATE message_reads SET read_at = $4::timestamptz, user_id = $2::text
   WHERE bank_id = $1 AND read_at IS NULL AND message_id <= $3 AND customer_id IN (${LINKED})`;

/** Everything up to a message is read. Where a mark covers it already there is nothing to say. */
export const MARK_UNTIL = `
  INSERT INTO message_read_marks (bank_id, customer_id, read_until, read_at, user_id)
  SELECT $1::text, l.customer_id, $3::uuid, $4::timestamptz, $2::text
    FROM (${LINKED}) l
   WHERE NOT EXISTS (SELECT FROM message_read_marks k WHERE k.bank_id = $1 AND k.customer_id = l.customer_id AND k.read_until >= $3)
      ON CONFLICT DO NOTHING`;

/** What is there of the messages after `$5` and up to `$3` is read: each for itself, since others with such ids may be on their way. */
export const MARK_LATEST = `
  INSERT INTO message_reads (bank_id, customer_id, message_id, read_at, user_id)
  SELECT $1::text, m.customer_id, m.message_id, $4::timestamptz, $2::text
    FROM messages m
   WHERE m.bank_id = $1 AND m.customer_id IN (${LINKED}) AND m.message_id > $5 AND m.message_id <= $3
     AND NOT EXISTS (SELECT FROM message_read_marks k WHERE k.bank_id = $1 AND k.customer_id = m.customer_id AND k.read_until >= m.message_id)
   ORDER BY m.customer_id, m.message_id
      ON CONFLICT DO NOTHING`;

/** When the messages of a customer were read, newest first. */
export const RECEIPTS: Statement = {
  name: 'inbox_receipts',
  text: `
    SELECT m.message_id, ${READ_AT} AS read_at
      FROM (SELECT n.customer_id, n.message_id FROM messages n
             WHERE n.bank_id = $1 AND n.customer_id = $2 AND n.message_id < $3
             ORDER BY n.message_id DESC LIMIT $4) m
      ${JOIN_READS}
     ORDER BY m.message_id DESC`,
};

/**
 * What came after an id for each of some users, as ids: little enough to be read again and again. Of a user with very many customers at the
 * bank, those that were linked first are followed.
 *
 * @see INBOX_ITEMS
 */
export const NEWS: Statement = {
  name: 'inbox_news',
  text: `
    SELECT q.reader::int AS reader, m.customer_id, m.message_id
      FROM unnest((SELECT $2::text[]), (SELECT $3::uuid[])) WITH ORDINALITY AS q (user_id, after, reader)
     CROSS JOIN LATERAL (
        SELECT m.customer_id, m.message_id
          FROM (SELECT l.customer_id FROM user_customer_links l
                 WHERE l.bank_id = $1 AND l.user_id = q.user_id
                 ORDER BY l.user_customer_link_id LIMIT ${FOLLOWED}) l
         CROSS JOIN LATERAL (
            SELECT m.customer_id, m.message_id FROM messages m
             WHERE m.bank_id = $1 AND m.customer_id = l.customer_id AND m.message_id > q.after
             ORDER BY m.message_id LIMIT $4) m
         ORDER BY m.message_id LIMIT $4) m`,
};

/** Messages by user, customer and id, in their order; one that the user may not see is left out. */
export const INBOX_ITEMS: Statement = {
  name: 'inbox_items',
  text: `
    SELECT m.place::int AS place, ${SHOWN}
      FROM (SELECT m.*, q.place, ${READ_AT} AS read_at
              FROM unnest((SELECT $2::text[]), (SELECT $3::text[]), (SELECT $4::uuid[]))
                   WITH ORDINALITY AS q (user_id, customer_id, message_id, place)
              JOIN user_customer_links l ON l.bank_id = $1 AND l.user_id = q.user_id AND l.customer_id = q.customer_id
              JOIN messages m ON m.bank_id = $1 AND m.customer_id = l.customer_id AND m.message_id = q.message_id
              ${JOIN_READS}) m
     ORDER BY m.place`,
};

/** The banks of many users' customers, and what changes when a link is added or removed. */
export const BANKS_OF_USERS: Statement = {
  name: 'inbox_banks_of_users',
  text: `
    SELECT user_id, bank_id, count(*) || ' ' || max(user_customer_link_id) AS links FROM user_customer_links WHERE user_id = ANY ($1)
     GROUP BY user_id, bank_id ORDER BY min(user_customer_link_id)`,
};
