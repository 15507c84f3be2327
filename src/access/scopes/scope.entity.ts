import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Consumer } from '../consumers/consumer.entity.js';

/** A role of a consumer, at one bank or everywhere (contract section 4.6). */
@Entity('scopes')
@Unique('scopes_consumer_id_bank_id_role_name_key', ['consumerId', 'bankId', 'roleName'])
@ForeignKey(() => Consumer, ['consumerId'], ['consumerId'], { name: 'scopes_consumer_id_fkey' })
export class Scope {
  /** UUIDv7: ids are in the order of adding. */
  @PrimaryColumn('varchar', { name: 'scope_id', length: 36, primaryKeyConstraintName: 'scopes_pkey' })
  scopeId!: string;

  @Column('varchar', { name: 'consumer_id', length: 36 })
  consumerId!: string;

  /** Empty for a role that is not tied to a bank. */
  @Column('varchar', { name: 'bank_id', length: 44, default: '' })
  bankId!: string;

  @Column('varchar', { name: 'role_name', length: 64 })
  roleName!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
