import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A used nonce (decision 44). The table is unlogged: a nonce matters for ten minutes, and is not worth waiting for a disk.
 */
@Entity('oauth_nonces')
export class Nonce {
  /** SHA-256 of consumer key, token, timestamp and nonce. */
  @PrimaryColumn('bytea', { name: 'nonce_hash', primaryKeyConstraintName: 'oauth_nonces_pkey' })
  nonceHash!: Buffer;

  /** From then on its timestamp is refused. */
  @Index('oauth_nonces_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
