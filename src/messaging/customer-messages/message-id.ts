import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7, validate } from 'uuid';

/** Random bytes are drawn for this many ids at once: asking for 16 bytes costs as much as for 4,096, and more than the rest of an id. */
const IDS = 256;
const BYTES = 16;
const pool = Buffer.alloc(IDS * BYTES);
let used = pool.length;

let latest = 0;
/** Counts the ids of a millisecond, in the 32 bits after the version (RFC 9562, section 6.2, method 1). */
let sequence = 0;

/**
 * Milliseconds that ids may be ahead of dates without a record: date ranges search that much further in the ids. Small clock corrections
 * stay within it.
 */
export const UNSAID_LEAD = 1_000;
/** A lead is recorded as beginning this much earlier than seen, so that a wavering clock does not need a new record each time. */
const MARGIN = 60_000;

/** Ids whose time is later than their dates, since the clock was set back (decision 61). */
export interface IdLead {
  /** After every id of this lead. */
  readonly before: string;
  /** Before every date of this lead. */
  readonly since: Date;
}

let lead: IdLead | undefined;

/** The latest lead of this process; a new object when there is more to record. */
export const idLead = (): IdLead | undefined => lead;

/**
 * Ids of messages: UUIDv7 (RFC 9562), whose first 48 bits are the time in milliseconds. Their order is the order of
 * creation, so lists and pages are ranges of ids, and ranges of dates nearly are: a date is what the clock says, and an id's time never
 * goes back.
 *
 * @param now milliseconds since 1970.
 */
export function newMessageId(now = Date.now()): { messageId: string; date: Date } {
  const random = freshBytes();
  if (now > latest) {
    latest = now;
    sequence = random.readUInt32BE(6) >>> 1; // leaves as many again before the counter would overflow
  } else if (++sequence > 0xffff_ffff) {
    latest++;
    sequence = 0;
  }
  if (latest - now > UNSAID_LEAD) noteLead(now);
  return { messageId: uuidv7({ msecs: latest, seq: sequence, random }), date: new Date(now) };
}

function noteLead(now: number): void {
  const before = idBefore(latest + 1);
  if (lead?.before !== before || now < lead.since.getTime()) lead = { before, since: new Date(now - MARGIN) };
}

/** An id of something that belongs to a message: UUIDv7, in no order within a millisecond. */
export const newId = (): string => uuidv7({ random: freshBytes() });

/** Bytes that no other id has. */
function freshBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += BYTES));
}

const LATEST = 2 ** 48 - 1;

/** Comes before every id made at that time or later, and after every earlier one. No message has it. */
export function idBefore(milliseconds: number): string {
  const hex = Math.min(Math.max(milliseconds, 0), LATEST).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Milliseconds since 1970 of an id: the first 48 bits of a UUIDv7. */
export const timeOfId = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A page's cursor is the id of its last message. */
export const isCursor = (text: string): boolean => validate(text);
