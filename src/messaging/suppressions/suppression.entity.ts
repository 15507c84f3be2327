import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Bank } from '../../access/banks/bank.entity.js';

/** Why nothing is sent to an address. The last one is about mailings alone. */
export const SUPPRESSION_REASONS = ['hard_bounce', 'complaint', 'manual', 'unsubscribed'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** An address to which a bank sends no more. The address itself is not stored. */
@Entity('suppressions')
@Index('suppressions_bank_id_created_at_address_hash_idx', ['bankId', 'createdAt', 'addressHash'])
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'suppressions_bank_id_fkey' })
export class Suppression {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'suppressions_pkey' })
  bankId!: string;

  /** Of channel and address (`AddressHashes`), and the id by which people name it. */
  @PrimaryColumn('uuid', { name: 'address_hash', primaryKeyConstraintName: 'suppressions_pkey' })
  addressHash!: string;

  @Column('varchar', { name: 'channel', length: 16 })
  channel!: string;

  /** The end of it, for people to tell two apart. */
  @Column('varchar', { name: 'address_shown', length: 16 })
  addressShown!: string;

  @Column('varchar', { name: 'reason', length: 16 })
  reason!: SuppressionReason;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
