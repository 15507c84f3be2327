import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody who can log in, identified by a name at an identity provider. */
@Entity('users')
@Unique('users_provider_username_key', ['provider', 'username'])
// On (provider, lower(username)), of users whose password is kept here; TypeORM cannot express that.
@Index('users_provider_lower_username_idx', { synchronize: false })
export class User {
  @PrimaryColumn('varchar', { name: 'user_id', length: 36, primaryKeyConstraintName: 'users_pkey' })
  userId!: string;

  /** `LOCAL_IDENTITY_PROVIDER` for users whose password is kept here, else the issuer. */
  @Column('varchar', { name: 'provider', length: 100 })
  provider!: string;

  /** As long as a name at another provider may be; here it is at most 100. */
  @Index('users_username_idx')
  @Column('varchar', { name: 'username', length: 255 })
  username!: string;

  @Index('users_email_idx')
  @Column('varchar', { name: 'email', length: 200, default: '' })
  email!: string;

  @Column('varchar', { name: 'first_name', length: 100, default: '' })
  firstName!: string;

  @Column('varchar', { name: 'last_name', length: 100, default: '' })
  lastName!: string;

  /** Argon2id in PHC form; null for users of other providers. */
  @Column('varchar', { name: 'password_hash', length: 255, nullable: true })
  passwordHash!: string | null;

  /** May grant any role (contract section 4.2). `SUPER_ADMIN_USER_IDS` says the same from outside. */
  @Column('boolean', { name: 'is_super_admin', default: false })
  isSuperAdmin!: boolean;

  /** Users are never removed, so that what they did stays theirs. */
  @Column('boolean', { name: 'is_deleted', default: false })
  isDeleted!: boolean;

  /** When an administrator locked the user; such a lock does not end by itself. */
  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt!: Date | null;

  /** Tokens of other issuers that are older than this are refused, even ones that were never seen here. */
  @Column('timestamptz', { name: 'tokens_revoked_at', nullable: true })
  tokensRevokedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
