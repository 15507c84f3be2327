import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A delivery that has to be sent, or is being sent. The row goes when that is over. */
@Entity('delivery_queue')
@Index('delivery_queue_bank_id_lane_due_at_idx', ['bankId', 'lane', 'dueAt'])
export class QueuedDelivery {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_queue_pkey' })
  bankId!: string;

  /** UUIDv7. */
  @PrimaryColumn('uuid', { name: 'delivery_id', primaryKeyConstraintName: 'delivery_queue_pkey' })
  deliveryId!: string;

  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  @Column('varchar', { name: 'customer_id', length: 36 })
  customerId!: string;

  /** Channel, class and route: `sms:normal:one-time codes`. */
  @Column('varchar', { name: 'lane', length: 90 })
  lane!: string;

  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  dueAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  /** Of the claim that holds it. One that is left after its lease was over tells that a worker was lost. */
  @Column('uuid', { name: 'lease_token', nullable: true })
  leaseToken!: string | null;

  @Column({ type: 'timestamptz', name: 'lease_until', precision: 3, nullable: true })
  leaseUntil!: Date | null;

  /** The provider for which it is claimed; empty for none. After a worker was lost it tells who may have got it. */
  @Column('varchar', { name: 'provider_id', length: 64, default: '' })
  providerId!: string;

  /** Tries that count towards the most. */
  @Column('smallint', { name: 'tries', default: 0 })
  tries!: number;

  /** All tries. */
  @Column('smallint', { name: 'attempts', default: 0 })
  attempts!: number;

  /** How often it was sent again though it may have been taken. */
  @Column('smallint', { name: 'repeats', default: 0 })
  repeats!: number;

  /** The act of sending: one more each time that it is driven again. */
  @Column('smallint', { name: 'send_number', default: 1 })
  sendNumber!: number;
}
