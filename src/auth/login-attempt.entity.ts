import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Bad logins with one name, whether or not anybody has it (contract section 3.7). */
@Entity('login_attempts')
@Index('login_attempts_last_failure_at_idx', ['lastFailureAt'])
export class LoginAttempt {
  @PrimaryColumn('varchar', { name: 'provider', length: 100, primaryKeyConstraintName: 'login_attempts_pkey' })
  provider!: string;

  /** As long as a login may write it, which is longer than a user's name can be. */
  @PrimaryColumn('varchar', { name: 'username', length: 512, primaryKeyConstraintName: 'login_attempts_pkey' })
  username!: string;

  /** Since the last good login, the last unlocking, or `LOGIN_LOCK_MINUTES` without another. */
  @Column('integer', { name: 'bad_attempts', default: 0 })
  badAttempts!: number;

  @Column('timestamptz', { name: 'last_failure_at', default: () => 'now()' })
  lastFailureAt!: Date;

  /** Set by the failure that was one too many; failures during the lock do not move it. */
  @Column('timestamptz', { name: 'locked_until', nullable: true })
  lockedUntil!: Date | null;
}
