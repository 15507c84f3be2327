import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a call that named an `Idempotency-Key` has done (decision 36). Written in the transaction of that, so that both
 * are there or neither.
 */
@Entity('idempotency_keys')
export class IdempotencyKeyRow {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'idempotency_keys_pkey' })
  bankId!: string;

  /**
   * The first 128 bits of SHA-256 of bank, consumer, user, operation and key: shorter than they are, and of one length.
   * PostgreSQL's `uuid` is what it has for 128 bits; a `bytea` is longer and costs an insert more.
   */
  @PrimaryColumn('uuid', { name: 'key_hash', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  keyHash!: string;

  /** Likewise, of what was asked. */
  @Column('uuid', { name: 'fingerprint' })
  fingerprint!: string;

  /** The message that the call stored. Not a foreign key: a message may be erased while its key is kept. */
  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  @Index('idempotency_keys_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
