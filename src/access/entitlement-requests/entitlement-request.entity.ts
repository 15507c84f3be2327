import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';

/** A role that a user has asked for (contract section 4.5). Granting it does not remove the request. */
@Entity('entitlement_requests')
@Unique('entitlement_requests_user_id_role_name_key', ['userId', 'bankId', 'roleName'])
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'entitlement_requests_user_id_fkey' })
export class EntitlementRequest {
  /** UUIDv7: ids are in the order of asking. */
  @PrimaryColumn('varchar', {
    name: 'entitlement_request_id',
    length: 36,
    primaryKeyConstraintName: 'entitlement_requests_pkey',
  })
  entitlementRequestId!: string;

  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  /** Empty for a role that is not tied to a bank. */
  @Column('varchar', { name: 'bank_id', length: 44, default: '' })
  bankId!: string;

  @Column('varchar', { name: 'role_name', length: 64 })
  roleName!: string;

  /** Why it is asked for; empty when that was not said. */
  @Column('varchar', { name: 'reason', length: 500, default: '' })
  reason!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
