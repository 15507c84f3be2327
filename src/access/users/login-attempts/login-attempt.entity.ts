import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Logins with one name from one address, whether or not anybody has the name (contract section 3.7, decision 28). */
@Entity('login_attempts')
@Index('login_attempts_last_failure_at_idx', ['lastFailureAt'])
@Index('login_attempts_last_success_at_idx', ['lastSuccessAt'])
@Index('login_attempts_address_last_failure_at_idx', ['address', 'lastFailureAt'])
export class LoginAttempt {
  @PrimaryColumn('varchar', { name: 'provider', length: 100, primaryKeyConstraintName: 'login_attempts_pkey' })
  provider!: string;

  /** In lower case; as long as a login allows, which is longer than a user's name can be. */
  @PrimaryColumn('varchar', { name: 'username', length: 512, primaryKeyConstraintName: 'login_attempts_pkey' })
  username!: string;

  /** Where they came from, as `clientAddress` writes it. */
  @PrimaryColumn('varchar', { name: 'address', length: 45, primaryKeyConstraintName: 'login_attempts_pkey' })
  address!: string;

  /** Since the last successful login, the last unlocking, or `LOGIN_LOCK_MINUTES` without another. */
  @Column('integer', { name: 'bad_attempts', default: 0 })
  badAttempts!: number;

  @Column('timestamptz', { name: 'last_failure_at', nullable: true })
  lastFailureAt!: Date | null;

  /** Set by the failure that was one too many; failures during the lock do not move it. */
  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil!: Date | null;

  /** Makes this one of the user's known addresses. */
  @Column('timestamptz', { name: 'last_success_at', nullable: true })
  lastSuccessAt!: Date | null;
}
