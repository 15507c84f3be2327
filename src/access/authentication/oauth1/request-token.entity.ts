import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Consumer } from '../../consumers/consumer.entity.js';

/** An OAuth 1.0a request token: a person is being asked whether an application may act for them (contract section 3.3). */
@Entity('oauth_request_tokens')
@ForeignKey(() => Consumer, ['consumerId'], ['consumerId'], { name: 'oauth_request_tokens_consumer_id_fkey', onDelete: 'CASCADE' })
export class RequestToken {
  /** SHA-256 of the token, which is in no table. */
  @PrimaryColumn('bytea', { name: 'token_hash', primaryKeyConstraintName: 'oauth_request_tokens_pkey' })
  tokenHash!: Buffer;

  @Index('oauth_request_tokens_consumer_id_idx')
  @Column('varchar', { name: 'consumer_id', length: 36 })
  consumerId!: string;

  /** Encrypted (see `SecretBox`). */
  @Column('varchar', { name: 'secret', length: 500 })
  secret!: string;

  /** A URL, or `oob`. */
  @Column('varchar', { name: 'callback', length: 2000 })
  callback!: string;

  /** Who authorized it; null until somebody did. */
  @Column('varchar', { name: 'user_id', length: 36, nullable: true })
  userId!: string | null;

  /** SHA-256 of the verifier that was given out then. */
  @Column('bytea', { name: 'verifier_hash', nullable: true })
  verifierHash!: Buffer | null;

  /** How often a verifier was tried. */
  @Column('smallint', { name: 'tries', default: 0 })
  tries!: number;

  @Index('oauth_request_tokens_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
