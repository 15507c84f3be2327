import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';

/** Lets a user choose a new password, once, with the token that was given out. Only a user's latest token is valid. */
@Entity('password_resets')
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'password_resets_user_id_fkey' })
export class PasswordReset {
  @PrimaryColumn('varchar', { name: 'user_id', length: 36, primaryKeyConstraintName: 'password_resets_pkey' })
  userId!: string;

  /** SHA-256 of the token, which is in no table. */
  @Index('password_resets_token_hash_idx', { unique: true })
  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Index('password_resets_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
