import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A link by which one person may sign up, once. Its token is given out once and kept only as SHA-256. */
@Entity('user_invitations')
export class UserInvitation {
  @PrimaryColumn('uuid', { name: 'invitation_id', primaryKeyConstraintName: 'user_invitations_pkey' })
  invitationId!: string;

  @Index('user_invitations_token_hash_idx', { unique: true })
  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  /** The bank whose administrator invites. The invited user holds no role, there or anywhere. */
  @Column('varchar', { name: 'bank_id', length: 44 })
  bankId!: string;

  /** Empty for the command line. */
  @Column('varchar', { name: 'created_by_user_id', length: 36 })
  createdByUserId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Index('user_invitations_expires_at_idx')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
