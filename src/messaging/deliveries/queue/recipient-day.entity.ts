import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How many mailings an address got in a day of UTC. */
@Entity('delivery_recipient_days')
@Index('delivery_recipient_days_expires_at_idx', ['expiresAt'])
export class RecipientDay {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_recipient_days_pkey' })
  bankId!: string;

  /** Of the address on its channel. */
  @PrimaryColumn('uuid', { name: 'address_hash', primaryKeyConstraintName: 'delivery_recipient_days_pkey' })
  addressHash!: string;

  @PrimaryColumn('date', { name: 'day', primaryKeyConstraintName: 'delivery_recipient_days_pkey' })
  day!: string;

  @Column('integer', { name: 'count' })
  count!: number;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;
}
