import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The first answer to a call that named an `Idempotency-Key` (decision 36). Written in the transaction of what the
 * call did, so that both are there or neither.
 */
@Entity('idempotency_keys')
export class IdempotencyKeyRow {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'idempotency_keys_pkey' })
  bankId!: string;

  /** SHA-256 of bank, consumer, operation and key: shorter than they are, and of one length. */
  @PrimaryColumn('bytea', { name: 'key_hash', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  keyHash!: Buffer;

  /** SHA-256 of what was asked. */
  @Column('bytea', { name: 'fingerprint' })
  fingerprint!: Buffer;

  /** The message that the call stored. Not a foreign key: a message may be erased while its key is kept. */
  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  /** The answer's body; its status is that of the operation's success, since no refusal is kept. */
  @Column('json', { name: 'response_body' })
  responseBody!: unknown;

  @Index('idempotency_keys_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
