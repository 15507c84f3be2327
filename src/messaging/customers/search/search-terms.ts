import type { Customer } from '../customer.entity.js';

/** Characters of a term: more would not fit into an index where each is written in many bytes. */
const LONGEST = 256;
/** Words of a name that a customer is found by. */
const MOST_WORDS = 6;
/** Terms of one customer: one for each two words in each order, and number, e-mail address and phone. */
export const MOST_TERMS = MOST_WORDS * (MOST_WORDS - 1) + 3;

/** What stands before a term that is no name: no word begins so. */
const [NUMBER, ADDRESS, PHONE] = ['#', '@', '+'];

/** Letters that no normal form takes apart, as people write them on other keyboards. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** The end of all texts that begin with a prefix, in the order of code points. */
const LAST_CHARACTER = '\u{10FFFF}';

export type SearchableCustomer = Pick<Customer, 'legalName' | 'customerNumber' | 'email' | 'mobilePhoneNumber'>;

/** All terms from one on up to another, which is not included. */
export interface TermRange {
  readonly from: string;
  readonly until: string;
}

/**
 * The terms by which a customer is found: the name for each two of its words, which stand first, so that two words are found in either order by
 * one range of an index; the customer number and the phone in letters and digits alone; the e-mail address.
 */
export function searchTermsOf({ legalName, customerNumber, email, mobilePhoneNumber }: SearchableCustomer): string[] {
  const words = wordsOf(legalName).slice(0, MOST_WORDS);
  const names = words.flatMap((first, at) => {
    const others = words.toSpliced(at, 1);
    return others.length === 0 ? [first] : others.map((second, then) => [first, second, ...others.toSpliced(then, 1)].join(' '));
  });
  const wholes = [
    [NUMBER, compact(customerNumber)],
    [ADDRESS, withoutBlanks(email)],
    [PHONE, compact(mobilePhoneNumber)],
  ].filter(([, text]) => text !== '');
  return [...new Set([...names, ...wholes.map(([sign, text]) => `${sign}${text}`)].map(cut))];
}

/** The words of a text as they are compared: without accents, in small letters. */
export const wordsOf = (text: string): string[] =>
  plain(text)
    .replace(/['’ʼ`´]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What a text may be beside the words of a name: the beginning of a number, an e-mail address or a phone, as people group it. */
export function wholesOf(text: string): string[] {
  const [address, letters] = [withoutBlanks(text), compact(text)];
  if ([...letters].length < 2) return [];
  if (address.includes('@')) return [cut(`${ADDRESS}${address}`)];
  const digits = /\p{N}/u.test(letters) ? [`${NUMBER}${letters}`, `${PHONE}${letters}`] : [`${NUMBER}${letters}`];
  return [...digits, `${ADDRESS}${address}`].map(cut);
}

export const rangeOf = (from: string): TermRange => ({ from, until: `${from}${LAST_CHARACTER}` });

function plain(text: string): string {
  const decomposed = text.normalize('NFKD').replace(/[\p{M}\p{C}]/gu, '');
  return decomposed
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter);
}

const withoutBlanks = (text: string): string => plain(text).replace(/\s/g, '');
const compact = (text: string): string => (plain(text).match(/[\p{L}\p{N}]/gu) ?? []).join('');
/** By code points: half a character cannot be stored. */
const cut = (text: string): string => (text.length <= LONGEST ? text : [...text].slice(0, LONGEST).join(''));
