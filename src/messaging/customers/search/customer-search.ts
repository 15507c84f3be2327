import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/database.js';
import { MOST_TERMS, rangeOf, wholesOf, wordsOf } from './search-terms.js';

/** Customers of one answer. */
export const MOST_FOUND = 20;
/** Words of names that the longest word of a search may begin, at most: the bound of its cost. */
const MOST_LEADS = 1_000;
/** Names with two words of a search that are looked through for the others, at most, however many words begin alike. */
export const MOST_READ = 20_000;
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
const ROWS = MOST_FOUND * MOST_TERMS;

const customersOf = (rows: string): string => `
    SELECT ${COLUMNS}
      FROM (
        SELECT customer_id, min(term) AS term FROM (${rows} LIMIT ${ROWS}) AS fitting
         GROUP BY customer_id ORDER BY min(term), customer_id LIMIT $4
      ) AS found
      JOIN customers c ON c.bank_id = $1 AND c.customer_id = found.customer_id
     ORDER BY found.term, c.customer_id`;

const BY_TERM: Statement = {
  name: 'customers_by_term',
  text: customersOf(`
    SELECT term, customer_id FROM customer_search_terms WHERE bank_id = $1 AND term >= $2 AND term < $3 ORDER BY term, customer_id`),
};

/**
 * From each word that begins as the first does, a jump to the names in which the second follows it: whatever else is as common is not read.
 * The bound inside is the same again, so that the planner reads along the index; the one around it is that of all together.
 */
const BY_WORDS: Statement = {
  name: 'customers_by_words',
  text: `
    WITH RECURSIVE leads AS (
      (SELECT split_part(term, ' ', 1) AS word, 1 AS place FROM customer_search_terms
        WHERE bank_id = $1 AND term >= $2 AND term < $3 ORDER BY term LIMIT 1)
      UNION ALL
      SELECT (SELECT split_part(t.term, ' ', 1) FROM customer_search_terms t
               WHERE t.bank_id = $1 AND t.term >= l.word || '!' AND t.term < $3 ORDER BY t.term LIMIT 1), l.place + 1
        FROM leads l WHERE l.word IS NOT NULL AND l.place < ${MOST_LEADS}
    )
    ${customersOf(`
      SELECT term, customer_id
        FROM (
          SELECT n.term, n.customer_id
            FROM leads l
           CROSS JOIN LATERAL (
             SELECT term, customer_id FROM customer_search_terms
              WHERE bank_id = $1 AND term >= l.word || $5 AND term < l.word || $6 ORDER BY term, customer_id LIMIT ${MOST_READ}
           ) AS n
           LIMIT ${MOST_READ}
        ) AS read
       WHERE term LIKE ALL ($7::text[])`)}`,
};

const BY_ID: Statement = {
  name: 'customer_by_id_for_search',
  text: `SELECT ${COLUMNS} FROM customers c WHERE c.bank_id = $1 AND c.customer_id = $2`,
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
    const ask = async (statement: Statement, [first = '', ...more]: readonly string[], others: readonly string[] = []): Promise<void> => {
      if (found.size >= limit) return;
      const { from, until } = rangeOf(first);
      const [second] = more.map((word) => rangeOf(` ${word}`));
      const rest = second === undefined ? [] : [second.from, second.until, others.map((word) => `% ${word}%`)];
      keep(await this.query(statement, [bankId, from, until, limit, ...rest]));
    };
    // The longest first: it begins the fewest words.
    const words = [...new Set(wordsOf(text))].slice(0, MOST_WORDS).toSorted((a, b) => b.length - a.length);
    const [first, second, ...others] = text.includes('@') ? [] : words;
    if (first !== undefined) await (second === undefined ? ask(BY_TERM, [first]) : ask(BY_WORDS, [first, second], others));
    for (const whole of wholesOf(text)) await ask(BY_TERM, [whole]);
    return [...found.values()].slice(0, limit);
  }

  private query(statement: Statement, values: readonly unknown[]): Promise<FoundCustomer[]> {
    return this.database.query<FoundCustomer & Record<string, unknown>>(statement, values as unknown[]);
  }
}
