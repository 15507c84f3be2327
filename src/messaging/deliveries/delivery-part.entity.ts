import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A part of a delivery that travels in several, each with receipts of its own, from which its state is read. */
@Entity('delivery_parts')
@Index('delivery_parts_bank_id_delivery_id_idx', ['bankId', 'deliveryId'])
export class DeliveryPart {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'delivery_parts_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'provider_id', length: 64, primaryKeyConstraintName: 'delivery_parts_pkey' })
  providerId!: string;

  @PrimaryColumn('varchar', { name: 'reference', length: 128, primaryKeyConstraintName: 'delivery_parts_pkey' })
  reference!: string;

  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  /** UUIDv7. */
  @Column('uuid', { name: 'delivery_id' })
  deliveryId!: string;
}
