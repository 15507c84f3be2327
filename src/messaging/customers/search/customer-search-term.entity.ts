import { Entity, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'customer_search_terms_pkey' };

/**
 * A term by which a customer of a bank is found (decision 82). The primary key is the index of the search. No foreign key: customers are
 * never removed, and it would cost each term a lookup.
 */
@Entity('customer_search_terms')
export class CustomerSearchTerm {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, ...KEY })
  bankId!: string;

  /** In the order of code points, whatever the order of the database: a prefix is a range. */
  @PrimaryColumn('varchar', { name: 'term', length: 256, collation: 'C', ...KEY })
  term!: string;

  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, ...KEY })
  customerId!: string;
}
