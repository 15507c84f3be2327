import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What a provider said later. One that matches nothing yet is kept for a week, since it may be faster than the answer. */
@Entity('delivery_receipts')
@Index('delivery_receipts_unmatched_idx', ['bankId', 'providerId', 'reference'], { where: 'matched_at IS NULL' })
@Index('delivery_receipts_expires_at_idx', ['expiresAt'])
@Unique('delivery_receipts_reference_key', ['bankId', 'providerId', 'reference', 'state'])
export class DeliveryReceipt {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_receipts_pkey' })
  bankId!: string;

  @PrimaryColumn('uuid', { name: 'receipt_id', primaryKeyConstraintName: 'delivery_receipts_pkey' })
  receiptId!: string;

  @Column('varchar', { name: 'provider_id', length: 64 })
  providerId!: string;

  @Column('varchar', { name: 'reference', length: 128 })
  reference!: string;

  @Column('varchar', { name: 'state', length: 12 })
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
