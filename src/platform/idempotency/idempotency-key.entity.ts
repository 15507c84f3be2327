import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What a call with an `Idempotency-Key` has done (decision 36). Written in the same transaction, so that both exist or neither.
 */
@Entity('idempotency_keys')
export class IdempotencyKeyRow {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'idempotency_keys_pkey' })
  bankId!: string;

  /**
   * The first 128 bits of SHA-256 of bank, consumer, user, operation and key: shorter than these, and of fixed length. PostgreSQL's type
   * for 128 bits is `uuid`; a `bytea` is longer and makes inserts slower.
   */
  @PrimaryColumn('uuid', { name: 'key_hash', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  keyHash!: string;

  /** The same, of the request. */
  @Column('uuid', { name: 'fingerprint' })
  fingerprint!: string;

  /** The message that the call stored. Not a foreign key: a message may be erased while its key is kept. */
  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  @Index('idempotency_keys_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
