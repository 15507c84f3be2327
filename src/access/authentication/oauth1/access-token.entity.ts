import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Session } from '../../sessions/session.entity.js';

/** An access token of OAuth 1.0a: stands for a session, by which it is listed, ends and is revoked. */
@Entity('oauth_access_tokens')
@ForeignKey(() => Session, ['sessionId'], ['sessionId'], { name: 'oauth_access_tokens_session_id_fkey', onDelete: 'CASCADE' })
export class AccessToken {
  /** SHA-256 of the token, which is in no table. */
  @PrimaryColumn('bytea', { name: 'token_hash', primaryKeyConstraintName: 'oauth_access_tokens_pkey' })
  tokenHash!: Buffer;

  @Index('oauth_access_tokens_session_id_idx')
  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  /** Encrypted (see `SecretBox`). */
  @Column('varchar', { name: 'secret', length: 500 })
  secret!: string;
}
