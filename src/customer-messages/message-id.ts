import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7, validate } from 'uuid';

/** Random bytes are taken for so many ids at once: to ask for 16 costs as much as for 4,096, and more than all the rest of an id. */
const IDS = 256;
const BYTES = 16;
const pool = Buffer.alloc(IDS * BYTES);
let used = pool.length;

let latest = 0;
/** Counts the ids of a millisecond, in the 32 bits after the version (RFC 9562, section 6.2, method 1). */
let sequence = 0;

/**
 * Ids of messages: UUIDv7 (RFC 9562), whose first 48 bits are the time in milliseconds. Their order is the order of
 * creation, so lists, pages and date ranges are all ranges of ids.
 */
export function newMessageId(): { messageId: string; date: Date } {
  const random = freshBytes();
  const now = Date.now();
  if (now > latest) {
    latest = now;
    sequence = random.readUInt32BE(6) >>> 1; // leaves as many again until the count would run over
  } else if (++sequence > 0xffff_ffff) {
    latest++;
    sequence = 0;
  }
  return { messageId: uuidv7({ msecs: latest, seq: sequence, random }), date: new Date(latest) };
}

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

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A page's cursor is the id of its last message. */
export const isCursor = (text: string): boolean => validate(text);
