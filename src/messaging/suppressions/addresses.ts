import { createHmac } from 'node:crypto';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { LRUCache } from 'lru-cache';
import type { Channel } from '../providers/provider.js';

/** What is stored of a customer. */
export interface Reachable {
  readonly mobile_phone_number: string;
  readonly email: string;
}

export type Address = { readonly address: string } | { readonly reason: 'no_address' | 'invalid_address' };

/** RFC 5321, section 4.5.3.1: 64 and 255 octets; what stands in quotes is not sent to. */
const MAILBOX = /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@"(),:;<>[\\\]]{1,255}$/;

/**
 * Where a customer is reached on a channel: a phone number as E.164 writes it, or an e-mail address.
 *
 * @param country ISO 3166 code of the country whose numbers are meant where none is written.
 * @param isSimulated anything that looks like an address will do, since nothing is sent to it.
 */
export function addressOf(
  { mobile_phone_number: phone, email }: Reachable,
  channel: Channel,
  country: string,
  isSimulated: boolean,
): Address {
  if (channel === 'email') return mailAddress(email.trim());
  const number = phone.trim();
  if (number === '') return { reason: 'no_address' };
  const digits = number.replace(/\D/g, '');
  if (isSimulated && /^00\d$/.test(digits.slice(-3)) && digits.length >= 4) return { address: `+${digits}` };
  const valid = validNumber(number, country);
  if (valid !== '') return { address: valid };
  return isSimulated && digits.length >= 4 ? { address: `+${digits}` } : { reason: 'invalid_address' };
}

/** Numbers that were looked at last: looking at one takes longer than all else that a message needs here. */
const numbers = new LRUCache<string, string>({ max: 10_000 });

/** As E.164 writes it; empty for none. */
function validNumber(number: string, country: string): string {
  const key = `${country} ${number}`;
  let found = numbers.get(key);
  if (found === undefined) {
    const parsed = parsePhoneNumberFromString(number, country === '' ? undefined : (country as CountryCode));
    numbers.set(key, (found = parsed?.isValid() ? parsed.number : ''));
  }
  return found;
}

function mailAddress(email: string): Address {
  if (email === '') return { reason: 'no_address' };
  return MAILBOX.test(email) && !email.includes('..') ? { address: email } : { reason: 'invalid_address' };
}

/** Of an address what people are shown: enough to tell two apart. */
export const shownEnd = (address: string): string => {
  const [mailbox = '', domain] = address.split('@');
  return domain === undefined ? `…${address.slice(-4)}` : `${mailbox.slice(0, 1)}…@${domain}`.slice(0, 16);
};

/** Whether something looks like an {@link hashAddress}, which is no UUID of any version. */
export const isAddressHash = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** As an address is compared: domains and mailboxes without case, as nearly all mail servers have it. */
const normalised = (address: string): string => address.toLowerCase();

/**
 * Knows an address again without knowing the address: the first 128 bits of HMAC-SHA256, as a `uuid` is stored. Of no use at another bank.
 *
 * @param key of 32 bytes.
 */
export const hashAddress = (key: Buffer, bankId: string, channel: string, address: string): string => {
  const hex = createHmac('sha256', key)
    .update(`${bankId}\0${channel}\0${normalised(address)}`)
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};
