import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One try of a delivery with one provider. */
@Entity('delivery_attempts')
export class DeliveryAttempt {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_attempts_pkey' })
  bankId!: string;

  /** UUIDv7. */
  @PrimaryColumn('uuid', { name: 'delivery_id', primaryKeyConstraintName: 'delivery_attempts_pkey' })
  deliveryId!: string;

  /** From 1. */
  @PrimaryColumn('smallint', { name: 'attempt', primaryKeyConstraintName: 'delivery_attempts_pkey' })
  attempt!: number;

  @Column('varchar', { name: 'provider_id', length: 64 })
  providerId!: string;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3 })
  endedAt!: Date;

  /** A provider's `Answer`, or `interrupted` where the worker was lost meanwhile. */
  @Column('varchar', { name: 'outcome', length: 12 })
  outcome!: string;

  @Column('varchar', { name: 'code', length: 64, default: '' })
  code!: string;

  @Column('varchar', { name: 'send_key', length: 64 })
  sendKey!: string;
}
