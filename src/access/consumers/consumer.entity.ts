import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { PreviousSecret } from './previous-secrets.js';

/** An application that calls the API (contract section 3.9). */
@Entity('consumers')
@Unique('consumers_key_key', ['key'])
@Unique('consumers_name_key', ['name'])
@Unique('consumers_issuer_azp_key', ['issuer', 'azp'])
export class Consumer {
  @PrimaryColumn('varchar', { name: 'consumer_id', length: 36, primaryKeyConstraintName: 'consumers_pkey' })
  consumerId!: string;

  /** Public half of the credentials, as `consumer_key` in DirectLogin. */
  @Column('varchar', { name: 'key', length: 250 })
  key!: string;

  /** The secret half, encrypted (see `SecretBox`): OAuth 1.0a needs it as an HMAC key, so a hash would not do. */
  @Column('varchar', { name: 'secret', length: 500 })
  secret!: string;

  /** Replaced secrets that may still be valid for a while, newest first. Null if there was none. */
  @Column('jsonb', { name: 'previous_secrets', nullable: true })
  previousSecrets!: PreviousSecret[] | null;

  @Column('varchar', { name: 'name', length: 100 })
  name!: string;

  @Column('varchar', { name: 'app_type', length: 20, default: '' })
  appType!: string;

  @Column('varchar', { name: 'description', length: 2000, default: '' })
  description!: string;

  @Column('varchar', { name: 'developer_email', length: 100, default: '' })
  developerEmail!: string;

  @Column('varchar', { name: 'redirect_url', length: 250, default: '' })
  redirectUrl!: string;

  @Column('varchar', { name: 'client_certificate', length: 4000, default: '' })
  clientCertificate!: string;

  @Column('varchar', { name: 'created_by_user_id', length: 36, default: '' })
  createdByUserId!: string;

  @Column('boolean', { name: 'is_active', default: false })
  isActive!: boolean;

  /** The identity provider of an application that was first seen in its tokens; else null. */
  @Column('varchar', { name: 'issuer', length: 100, nullable: true })
  issuer!: string | null;

  /** What that provider calls the application: the claim `azp` of its tokens. */
  @Column('varchar', { name: 'azp', length: 250, nullable: true })
  azp!: string | null;

  /** As for a user; sessions made until then end too. */
  @Column('timestamptz', { name: 'tokens_revoked_at', nullable: true })
  tokensRevokedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Consumers are never removed: messages and audit records name them. A deleted one is also disabled, and cannot be found. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
