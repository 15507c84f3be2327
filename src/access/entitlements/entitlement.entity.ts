import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { User } from '../users/user.entity.js';

/** A role that a user holds, at one bank or everywhere (contract section 4.1). */
@Entity('entitlements')
@Unique('entitlements_user_id_bank_id_role_name_key', ['userId', 'bankId', 'roleName'])
@ForeignKey(() => User, ['userId'], ['userId'], { name: 'entitlements_user_id_fkey' })
export class Entitlement {
  /** UUIDv7: the order of ids is the order of granting. */
  @PrimaryColumn('varchar', { name: 'entitlement_id', length: 36, primaryKeyConstraintName: 'entitlements_pkey' })
  entitlementId!: string;

  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;

  /** Empty for a role that is not tied to a bank. */
  @Index('entitlements_bank_id_idx')
  @Column('varchar', { name: 'bank_id', length: 44, default: '' })
  bankId!: string;

  @Column('varchar', { name: 'role_name', length: 64 })
  roleName!: string;

  @Column('varchar', { name: 'created_by_process', length: 255, default: 'manual' })
  createdByProcess!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
