import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity.js';

/** How a customer wishes to be reached. Without a row: as the bank likes. */
@Entity('delivery_preferences')
@ForeignKey(() => Customer, ['bankId', 'customerId'], ['bankId', 'customerId'], { name: 'delivery_preferences_bank_id_customer_id_fkey' })
export class DeliveryPreferences {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_preferences_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, primaryKeyConstraintName: 'delivery_preferences_pkey' })
  customerId!: string;

  /** Channels on which no mailings are wanted. */
  @Column('varchar', { name: 'mailings_off', length: 16, array: true, default: () => "'{}'" })
  mailingsOff!: string[];

  /** Channels that are not wanted at all. */
  @Column('varchar', { name: 'channels_off', length: 16, array: true, default: () => "'{}'" })
  channelsOff!: string[];

  /** IANA; empty: the bank's. */
  @Column('varchar', { name: 'time_zone', length: 64, default: '' })
  timeZone!: string;

  /** BCP 47; empty: not known. */
  @Column('varchar', { name: 'language', length: 35, default: '' })
  language!: string;

  /** One more with each change, so that nobody overwrites what they have not seen. */
  @Column('integer', { name: 'version', default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
