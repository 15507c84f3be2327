import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Bank } from '../../../access/banks/bank.entity.js';

/** How far the deliveries of a bank have been erased. */
@Entity('delivery_retention')
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'delivery_retention_bank_id_fkey' })
export class DeliveryRetention {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_retention_pkey' })
  bankId!: string;

  /** Id of the last message whose deliveries are erased. */
  @Column('uuid', { name: 'erased_until' })
  erasedUntil!: string;
}
