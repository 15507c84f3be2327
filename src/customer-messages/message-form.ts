/** What a message shows of itself, as SQL on a row `m` of `messages`. */
const FIELDS = {
  id: 'm.message_id',
  /** UTC, to the second, as `formatDate` writes it. */
  date: `to_char(m.date AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  transport: 'm.transport',
  message: 'm.message',
  from_department: 'm.from_department',
  from_person: 'm.from_person',
} as const;

export type MessageField = keyof typeof FIELDS;

/** How an API version writes a message in JSON. */
export interface MessageForm {
  /** Unique: statements are named after it. */
  readonly name: string;
  /** The select list whose names and order are those of the JSON. */
  readonly columns: string;
}

/** @param fields the name of each field in JSON, in the order of the wire, and what it shows. */
export const messageForm = (name: string, fields: Readonly<Record<string, MessageField>>): MessageForm => ({
  name,
  columns: Object.entries(fields)
    .map(([key, field]) => `${FIELDS[field]} AS ${key}`)
    .join(', '),
});
