import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DeliveryChange, DeliveryStatus } from './delivery-status.js';

/** One message on one channel to one address: what people ask the status of. */
@Entity('deliveries')
@Index('deliveries_bank_id_provider_reference_idx', ['bankId', 'providerReference'], { where: "provider_reference <> ''" })
@Index('deliveries_bank_id_receipt_until_idx', ['bankId', 'receiptUntil'], { where: 'receipt_until IS NOT NULL' })
@Index('deliveries_bank_id_status_message_id_idx', ['bankId', 'status', 'messageId'], { where: "status IN ('failed', 'dead', 'unknown')" })
@Index('deliveries_bank_id_reference_message_id_idx', ['bankId', 'reference', 'messageId'], { where: "reference <> ''" })
@Index('deliveries_bank_id_template_id_message_id_idx', ['bankId', 'templateId', 'messageId'], { where: "template_id <> ''" })
export class Delivery {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'deliveries_pkey' })
  bankId!: string;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'deliveries_pkey' })
  messageId!: string;

  /** UUIDv7. */
  @PrimaryColumn('uuid', { name: 'delivery_id', primaryKeyConstraintName: 'deliveries_pkey' })
  deliveryId!: string;

  @Column('varchar', { name: 'customer_id', length: 36 })
  customerId!: string;

  @Column('varchar', { name: 'channel', length: 16 })
  channel!: string;

  @Column('varchar', { name: 'class', length: 8 })
  class!: string;

  /** Transport of the route that it takes; empty where any route to its channel will do. */
  @Column('varchar', { name: 'route', length: 64, default: '' })
  route!: string;

  /** As it is stored: one that a worker holds is `sending` though `queued` stands here. */
  @Column('varchar', { name: 'status', length: 12 })
  status!: DeliveryStatus;

  /** A key of `DELIVERY_REASONS`; empty for none. */
  @Column('varchar', { name: 'reason', length: 40, default: '' })
  reason!: string;

  /** Who took it, or tried last; empty before the first try. */
  @Column('varchar', { name: 'provider_id', length: 64, default: '' })
  providerId!: string;

  /** By which the provider knows it; the first where it travels in parts. */
  @Column('varchar', { name: 'provider_reference', length: 128, default: '' })
  providerReference!: string;

  /** By which a list of suppressed addresses knows where it was sent to (`AddressHashes`); null before the first try, and when it was erased. */
  @Column('uuid', { name: 'address_hash', nullable: true })
  addressHash!: string | null;

  /** The end of it, for people to tell two apart. */
  @Column('varchar', { name: 'address_shown', length: 16, default: '' })
  addressShown!: string;

  @Column('smallint', { name: 'attempts', default: 0 })
  attempts!: number;

  /** How often it was put into the queue: once, and once more each time that it is driven again. */
  @Column('smallint', { name: 'sends', default: 1 })
  sends!: number;

  /** In how many parts it travelled; 0 where nothing is said of parts. */
  @Column('smallint', { name: 'parts', default: 0 })
  parts!: number;

  /** The sender's own, by which it is found. */
  @Column('varchar', { name: 'reference', length: 128, default: '' })
  reference!: string;

  /** The sender's own. */
  @Column('jsonb', { name: 'metadata', nullable: true })
  metadata!: object | null;

  /** Whose text it is; empty for the sender's own. */
  @Column('varchar', { name: 'template_id', length: 64, default: '' })
  templateId!: string;

  @Column('int', { name: 'template_version', default: 0 })
  templateVersion!: number;

  /** Not to be sent earlier; null for at once. */
  @Column({ type: 'timestamptz', name: 'send_at', precision: 3, nullable: true })
  sendAt!: Date | null;

  /** Not to be sent later. */
  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'sent_at', precision: 3, nullable: true })
  sentAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;

  /** How long a receipt is waited for; null where none is. */
  @Column({ type: 'timestamptz', name: 'receipt_until', precision: 3, nullable: true })
  receiptUntil!: Date | null;

  /** Every change of the status after the first, oldest first. */
  @Column('jsonb', { name: 'history', default: () => "'[]'" })
  history!: DeliveryChange[];
}
