import type { Receipt } from '../provider.js';
import { type Delivered, TAG } from './pdu.js';
import type { ReceiptIdBase, SmppSettings } from './smpp.settings.js';

/** The numbers of message_state, and the words of `stat:`, which some write in full: the first five letters tell them apart. */
const STATES: readonly (readonly [number: number, word: string, state: Receipt['state']])[] = [
  [0, 'SCHEDUL', 'sent'],
  [1, 'ENROUTE', 'sent'],
  [2, 'DELIVRD', 'delivered'],
  [3, 'EXPIRED', 'failed'],
  [4, 'DELETED', 'failed'],
  [5, 'UNDELIV', 'failed'],
  [6, 'ACCEPTD', 'sent'],
  [7, 'UNKNOWN', 'unknown'],
  [8, 'REJECTD', 'failed'],
];

const RECEIPT = 0x04;
const INTERMEDIATE = 0x20;

/** Whether a deliver_sm tells of a message of ours, rather than bringing one from a phone. */
export const isReceipt = ({ esmClass, parameters }: Delivered): boolean =>
  (esmClass & (RECEIPT | INTERMEDIATE)) !== 0 || parameters.has(TAG.receiptedMessageId);

/** The id of an answer to a message as receipts are compared with it: in decimal where one of the two is, without case and leading zeros. */
export const referenceOfAnswer = (id: string, base: ReceiptIdBase): string => canonical(id, base === 'hexToDecimal');

const canonical = (id: string, isHex: boolean): string => {
  const trimmed = id.trim();
  if (isHex && /^[0-9a-f]{1,64}$/i.test(trimmed)) return BigInt(`0x${trimmed}`).toString();
  return trimmed.toLowerCase().replace(/^0+(?=.)/, '');
};

/** @returns undefined where it does not say of which message, or what became of it. */
export function readReceipt(
  delivered: Delivered,
  settings: Pick<SmppSettings, 'receiptIdBase' | 'receiptUtcOffset' | 'badAddressErrors'>,
): Receipt | undefined {
  const text = delivered.message.toString('latin1');
  // What follows is the beginning of the message, in octets of any encoding.
  const fields = text.split(/\btext:/i, 1)[0] as string;
  const reference = referenceOf(delivered, fields, settings.receiptIdBase);
  const found = stateOf(delivered, fields);
  if (reference === undefined || found === undefined) return undefined;
  const [, word, state] = found;
  const error = errorOf(delivered, fields);
  return {
    reference,
    state,
    code: error === undefined ? word : `${word} ${error}`,
    doneAt: doneAt(fields, settings.receiptUtcOffset),
    isAddressBad: state === 'failed' && error !== undefined && settings.badAddressErrors.includes(error),
  };
}

/** The parameter has the id as the answer had it, the text as the base says. */
function referenceOf({ parameters }: Delivered, fields: string, base: ReceiptIdBase): string | undefined {
  const receipted = parameters.get(TAG.receiptedMessageId)?.toString('latin1').split('\0', 1)[0]?.trim();
  if (receipted) return referenceOfAnswer(receipted.slice(0, 64), base);
  const id = /\bid:\s*([^\s\0]{1,64})/i.exec(fields)?.[1];
  return id === undefined ? undefined : canonical(id, base === 'decimalToHex');
}

function stateOf({ parameters }: Delivered, fields: string): (typeof STATES)[number] | undefined {
  const number = parameters.get(TAG.messageState)?.[0];
  const word = /\bstat:\s*([a-z]{1,16})/i.exec(fields)?.[1]?.toUpperCase();
  return STATES.find(([known]) => known === number) ?? STATES.find(([, known]) => known.slice(0, 5) === word?.slice(0, 5));
}

/** From the text, or from the parameter: one octet for the kind of network, two for its error. */
function errorOf({ parameters }: Delivered, fields: string): string | undefined {
  const written = /\berr:\s*([0-9a-z]{1,8})\b/i.exec(fields)?.[1];
  if (written !== undefined) return written;
  const network = parameters.get(TAG.networkErrorCode);
  return network?.length === 3 ? network.readUInt16BE(1).toString().padStart(3, '0') : undefined;
}

/** A clock may be a little fast; what is later than that is told in another zone than the settings say. */
const FAST = 60_000;

/** `YYMMDDhhmm`, with seconds or not, or with four digits of the year and seconds. */
function doneAt(fields: string, utcOffset: number): Date | undefined {
  const digits = /\bdone date:\s*(\d{14}|\d{12}|\d{10})(?!\d)/i.exec(fields)?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 14 ? digits : `20${digits.padEnd(12, '0')}`;
  const part = (from: number, to: number): number => Number(full.slice(from, to));
  const local = new Date(Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(8, 10), part(10, 12), part(12, 14)));
  const isTime = local.toISOString().replace(/\D/g, '').startsWith(full);
  const time = local.getTime() - utcOffset * 60_000;
  return isTime && time <= Date.now() + FAST ? new Date(time) : undefined;
}
