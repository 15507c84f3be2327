import { v7 as uuidv7, validate } from 'uuid';

/**
 * Ids of messages: UUIDv7 (RFC 9562), whose first 48 bits are the time in milliseconds. Their order is the order of
 * creation, so lists, pages and date ranges are all ranges of ids.
 */
export function newMessageId(): { messageId: string; date: Date } {
  const messageId = uuidv7();
  return { messageId, date: new Date(timeOf(messageId)) };
}

const timeOf = (messageId: string): number => Number.parseInt(messageId.slice(0, 8) + messageId.slice(9, 13), 16);

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
