import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a provider said later. One that matches nothing yet is kept for a week, since it may be faster than the answer. */
@Entity('delivery_receipts')
@Index('delivery_receipts_bank_id_received_at_idx', ['bankId', 'receivedAt'], { where: 'matched_at IS NULL' })
@Index('delivery_receipts_expires_at_idx', ['expiresAt'])
export class DeliveryReceipt {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_receipts_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'provider_id', length: 64, primaryKeyConstraintName: 'delivery_receipts_pkey' })
  providerId!: string;

  @PrimaryColumn('varchar', { name: 'reference', length: 128, primaryKeyConstraintName: 'delivery_receipts_pkey' })
  reference!: string;

  @PrimaryColumn('varchar', { name: 'state', length: 12, primaryKeyConstraintName: 'delivery_receipts_pkey' })
  state!: string;

  @Column('varchar', { name: 'code', length: 64, default: '' })
  code!: string;

  @Column({ type: 'timestamptz', name: 'done_at', precision: 3, nullable: true })
  doneAt!: Date | null;

  @Column('boolean', { name: 'is_address_bad', default: false })
  isAddressBad!: boolean;

  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 })
  receivedAt!: Date;

  /** A week later: what matches nothing by then never will. */
  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'matched_at', precision: 3, nullable: true })
  matchedAt!: Date | null;
}
