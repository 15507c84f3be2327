import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/database.js';
import { MOST_TERMS, rangeOf, type TermRange, wholesOf, wordsOf } from './search-terms.js';

/** Customers of one answer. */
export const MOST_FOUND = 20;
/** Terms that one search reads, at most: the bound of its cost, however common the words are. */
const MOST_READ = 50_000;
/** Terms that are counted to learn which of several words is the rarest. */
const MOST_COUNTED = 2_000;
/** Words that are looked at. */
const MOST_WORDS = 6;

/** A customer as the search shows one. */
export interface FoundCustomer {
  readonly customer_id: string;
  readonly customer_number: string;
  readonly legal_name: string;
  readonly email: string;
  readonly mobile_phone_number: string;
}

const COLUMNS = 'c.customer_id, c.customer_number, c.legal_name, c.email, c.mobile_phone_number';

/** A customer has a few terms that begin alike; so many rows are enough for each to be found once. */
const BY_TERM: Statement = {
  name: 'customers_by_term',
  text: `
    SELECT ${COLUMNS}
      FROM (
        SELECT customer_id, min(term) AS term
          FROM (
            SELECT term, customer_id
              FROM (
                SELECT term, customer_id FROM customer_search_terms
                 WHERE bank_id = $1 AND term >= $2 AND term < $3 ORDER BY term, customer_id LIMIT ${MOST_READ}
              ) AS read
             WHERE term LIKE ALL ($4::text[]) LIMIT ${MOST_FOUND * MOST_TERMS}
          ) AS fitting
         GROUP BY customer_id ORDER BY min(term), customer_id LIMIT $5
      ) AS found
      JOIN customers c ON c.bank_id = $1 AND c.customer_id = found.customer_id
     ORDER BY found.term, c.customer_id`,
};

const BY_ID: Statement = {
  name: 'customer_by_id_for_search',
  text: `SELECT ${COLUMNS} FROM customers c WHERE c.bank_id = $1 AND c.customer_id = $2`,
};

const COUNTS: Statement = {
  name: 'customer_search_terms_counts',
  text: `
    SELECT (SELECT count(*)::int FROM (
             SELECT FROM customer_search_terms WHERE bank_id = $1 AND term >= w.first AND term < w.last LIMIT ${MOST_COUNTED}
           ) AS read) AS count
      FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS w (first, last, place)
     ORDER BY w.place`,
};

/** Finds customers of a bank by what a clerk knows of them (decision 82). */
@Injectable()
export class CustomerSearch {
  constructor(private readonly database: Database) {}

  /** Whether there is enough to search for. */
  isEnough(text: string): boolean {
    return [...wordsOf(text).join('')].length >= 2;
  }

  /**
   * Customers with a name of words that begin with those of the text, in any order, or whose number, e-mail address or phone begins with it,
   * or who have it as their id; the closest first.
   */
  async find(bankId: string, text: string, limit: number): Promise<FoundCustomer[]> {
    const found = new Map<string, FoundCustomer>();
    const keep = (rows: readonly FoundCustomer[]): void =>
      rows.forEach((row) => found.set(row.customer_id, found.get(row.customer_id) ?? row));
    const trimmed = text.trim();
    if (/^[\w.-]{8,36}$/.test(trimmed)) keep(await this.query(BY_ID, [bankId, trimmed]));
    for (const range of await this.rangesOf(bankId, text)) {
      if (found.size >= limit) break;
      keep(await this.query(BY_TERM, [bankId, range.from, range.until, range.others, limit]));
    }
    return [...found.values()].slice(0, limit);
  }

  private async rangesOf(bankId: string, text: string): Promise<TermRange[]> {
    const wholes = wholesOf(text).map((whole) => rangeOf(whole));
    const words = text.includes('@') ? [] : [...new Set(wordsOf(text))].slice(0, MOST_WORDS);
    if (words.length === 0) return wholes;
    const lead = words.length === 1 ? words[0] : await this.rarest(bankId, words);
    const names = rangeOf(
      lead ?? '',
      words.filter((word) => word !== lead),
    );
    return [names, ...wholes.filter(({ from }) => from !== names.from)];
  }

  /** The word that the fewest terms begin with; of words that are all common, the longest. */
  private async rarest(bankId: string, words: readonly string[]): Promise<string | undefined> {
    const ranges = words.map((word) => rangeOf(word));
    const rows = await this.database.query<{ count: number }>(COUNTS, [
      bankId,
      ranges.map(({ from }) => from),
      ranges.map(({ until }) => until),
    ]);
    const weighed = words.map((word, at) => ({ word, count: rows[at]?.count ?? 0 }));
    return weighed.toSorted((a, b) => a.count - b.count || b.word.length - a.word.length)[0]?.word;
  }

  private query(statement: Statement, values: readonly unknown[]): Promise<FoundCustomer[]> {
    return this.database.query<FoundCustomer & Record<string, unknown>>(statement, values as unknown[]);
  }
}
