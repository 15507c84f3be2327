import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Consumer } from '../consumers/consumer.entity.js';
import type { AuthenticationType } from './authentication-type.js';
import { User } from '../users/user.entity.js';

/**
 * SQL that says whether a session `s` of a consumer `c` was revoked, alone or with all of the consumer's sessions. These may be too many to
 * update at once: the consumer's timestamp ends them.
 */
export const IS_REVOKED = '(s.revoked_at IS NOT NULL OR COALESCE(s.created_at <= c.tokens_revoked_at, false))';

/** What credentials of every scheme represent: a user signed in through a consumer, until the session expires or is revoked. */
@Entity('sessions')
@Index('sessions_user_id_created_at_session_id_idx', ['userId', 'createdAt', 'sessionId'])
@Index('sessions_cookie_hash_idx', ['cookieHash'], { unique: true, where: 'cookie_hash IS NOT NULL' })
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'sessions_user_id_fkey' })
@ForeignKey(() => Consumer, ['consumerId'], ['consumerId'], { name: 'sessions_consumer_id_fkey' })
export class Session {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'sessions_pkey' })
  sessionId!: string;

  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  @Index('sessions_consumer_id_idx')
  @Column('varchar', { name: 'consumer_id', length: 36 })
  consumerId!: string;

  /** The scheme that proves it, in OBP's words (contract section 3.6). */
  @Column('varchar', { name: 'authentication_type', length: 20, default: 'DirectLogin' })
  authenticationType!: AuthenticationType;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Index('sessions_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** SHA-256 of the cookie by which our pages are known as signed in with it; null for a session that has none. */
  @Column('bytea', { name: 'cookie_hash', nullable: true })
  cookieHash!: Buffer | null;
}
