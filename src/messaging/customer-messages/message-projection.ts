/** The values of a message that can be shown, as SQL on a row `m` of `messages`. */
const FIELDS = {
  id: 'm.message_id',
  /** UTC, to the second, as `formatDate` writes it. */
  date: `to_char(m.date AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  transport: 'm.transport',
  message: 'm.message',
  from_department: 'm.from_department',
  from_person: 'm.from_person',
  /** A deleted consumer keeps its row, but not its name, which another may now have. */
  created_by: `(
    SELECT row_to_json(sender) FROM (
      SELECT m.created_by_user_id AS user_id, coalesce((SELECT u.username FROM users u WHERE u.user_id = m.created_by_user_id), '') AS username,
             m.created_by_consumer_id AS consumer_id,
             coalesce((SELECT c.name FROM consumers c WHERE c.consumer_id = m.created_by_consumer_id AND c.deleted_at IS NULL), '') AS app_name
    ) sender)`,
} as const;

/** The columns of `messages` needed for all of them except the sender. */
const STORED = 'm.message_id, m.date, m.transport, m.message, m.from_department, m.from_person';

export type MessageField = keyof typeof FIELDS;

/** How an API version writes a message in JSON. */
export interface MessageProjection {
  /** Unique: statements are named after it. */
  readonly name: string;
  /** The select list whose names and order are those of the JSON. */
  readonly columns: string;
  /** The columns of `messages` that these need. */
  readonly stored: string;
}

/** @param fields the name of each field in JSON, in the order of the wire, and what it shows. */
export const messageForm = (name: string, fields: Readonly<Record<string, MessageField>>): MessageProjection => ({
  name,
  columns: Object.entries(fields)
    .map(([key, field]) => `${FIELDS[field]} AS ${key}`)
    .join(', '),
  stored: Object.values(fields).includes('created_by') ? `${STORED}, m.created_by_user_id, m.created_by_consumer_id` : STORED,
});
