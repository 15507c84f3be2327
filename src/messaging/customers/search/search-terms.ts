import type { Customer } from '../customer.entity.js';

/** Characters of a term: more would not fit into an index where each is written in many bytes. */
const LONGEST = 256;
/** Words of a name that a customer is found by. */
const MOST_WORDS = 10;
/** Terms of one customer: a term for each word, number, e-mail address and phone. */
export const MOST_TERMS = MOST_WORDS + 3;

/** Letters that no normal form takes apart, as people write them on other keyboards. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** The end of all texts that begin with a prefix, in the order of code points. */
const LAST_CHARACTER = '\u{10FFFF}';

export type SearchableCustomer = Pick<Customer, 'legalName' | 'customerNumber' | 'email' | 'mobilePhoneNumber'>;

/** What a customer's terms may be asked for: one that begins with `from`, and has words that begin with these. */
export interface TermRange {
  readonly from: string;
  readonly until: string;
  /** As `LIKE` takes them; letters and digits alone, so nothing is to be escaped. */
  readonly others: readonly string[];
}

/**
 * The terms by which a customer is found: the name once for each of its words, which stands first, so that words are found in any order by
 * one range of an index; the customer number and the phone in letters and digits alone; the e-mail address.
 */
export function searchTermsOf({ legalName, customerNumber, email, mobilePhoneNumber }: SearchableCustomer): string[] {
  const words = wordsOf(legalName).slice(0, MOST_WORDS);
  const names = words.map((word, at) => [word, ...words.slice(0, at), ...words.slice(at + 1)].join(' '));
  const terms = [...names, compact(customerNumber), withoutBlanks(email), compact(mobilePhoneNumber)];
  return [...new Set(terms.map(cut).filter((term) => term !== ''))];
}

/** The words of a text as they are compared: without accents, in small letters. */
export const wordsOf = (text: string): string[] =>
  plain(text)
    .replace(/['’ʼ`´]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What a text may mean beside the words of a name: an e-mail address, or a number or phone as people group it. */
export function wholesOf(text: string): string[] {
  const address = withoutBlanks(text);
  const wholes = [...(/[@._-]/.test(address) ? [address] : []), ...(/\p{N}/u.test(address) ? [compact(text)] : [])];
  return [...new Set(wholes.map(cut))].filter((whole) => [...whole].length >= 2);
}

export const rangeOf = (from: string, others: readonly string[] = []): TermRange => ({
  from,
  until: `${from}${LAST_CHARACTER}`,
  others: others.map((word) => `% ${word}%`),
});

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
