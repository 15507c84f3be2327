import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Bank } from '../../access/banks/bank.entity.js';
import type { QuietHours } from './quiet-hours.js';

/** What a bank says of all its deliveries. */
@Entity('delivery_settings')
@ForeignKey(() => Bank, ['bankId'], ['bankId'], { name: 'delivery_settings_bank_id_fkey' })
export class DeliverySettingsRow {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_settings_pkey' })
  bankId!: string;

  /** ISO 3166, for numbers without the code of a country; empty for none. */
  @Column('varchar', { name: 'country', length: 2, default: '' })
  country!: string;

  /** IANA, for customers who have none of their own. */
  @Column('varchar', { name: 'time_zone', length: 64, default: 'UTC' })
  timeZone!: string;

  @Column('jsonb', { name: 'quiet_hours', nullable: true })
  quietHours!: QuietHours | null;

  /** Whether staff see when a customer read a message. */
  @Column('boolean', { name: 'read_receipts', default: false })
  readReceipts!: boolean;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
