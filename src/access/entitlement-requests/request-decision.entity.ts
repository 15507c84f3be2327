import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity.js';

/** A request that is no more, as it was, and what became of it. The order of ids is the order of deciding (UUIDv7). */
@Entity('entitlement_decisions')
@Index('entitlement_decisions_user_id_decision_id_idx', ['userId', 'decisionId'])
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'entitlement_decisions_user_id_fkey' })
export class RequestDecision {
  @PrimaryColumn('varchar', { name: 'decision_id', length: 36, primaryKeyConstraintName: 'entitlement_decisions_pkey' })
  decisionId!: string;

  @Column('varchar', { name: 'entitlement_request_id', length: 36 })
  entitlementRequestId!: string;

  /** Who asked. */
  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  @Column('varchar', { name: 'bank_id', length: 44 })
  bankId!: string;

  @Column('varchar', { name: 'role_name', length: 64 })
  roleName!: string;

  /** Why the role was asked for; empty when that was not said. */
  @Column('varchar', { name: 'request_reason', length: 500 })
  requestReason!: string;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt!: Date;

  /** Whether the user held the role when the request was removed. */
  @Column('boolean', { name: 'is_granted' })
  isGranted!: boolean;

  /** Why it was decided so; empty when that was not said. */
  @Column('varchar', { name: 'reason', length: 500 })
  reason!: string;

  @Column('varchar', { name: 'decided_by_user_id', length: 36 })
  decidedByUserId!: string;

  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3 })
  decidedAt!: Date;
}
