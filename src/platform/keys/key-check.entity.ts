import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Processes on one database use these values to find out whether they hold the same keys. The keys themselves are in no table. */
@Entity('key_checks')
@Check('key_checks_purpose_check', `purpose IN ('JWT_SECRET', 'SECRETS_KEY')`)
export class KeyCheck {
  /** The variable that holds the key. */
  @PrimaryColumn('varchar', { name: 'purpose', length: 20, primaryKeyConstraintName: 'key_checks_pkey' })
  purpose!: 'JWT_SECRET' | 'SECRETS_KEY';

  /** HMAC-SHA256 of a fixed text under the key, in hex. */
  @PrimaryColumn('varchar', { name: 'check_value', length: 64, primaryKeyConstraintName: 'key_checks_pkey' })
  checkValue!: string;

  /** The key's name in secrets that are encrypted with it (decision 30); empty for keys of `JWT_SECRET`. */
  @Column('varchar', { name: 'key_id', length: 16, default: '' })
  keyId!: string;

  /** Whether it was the first of `SECRETS_KEY` at the latest start. */
  @Column('boolean', { name: 'is_current', default: false })
  isCurrent!: boolean;
}
