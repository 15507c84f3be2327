import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity.js';

/** Whether a message was read, where it was said of this one; without a row {@link MessageReadMark} says it. */
@Entity('message_reads')
@Index('message_reads_bank_id_customer_id_read_at_idx', ['bankId', 'customerId', 'readAt'], { where: 'read_at IS NULL' })
@ForeignKey(() => Customer, ['bankId', 'customerId'], ['bankId', 'customerId'], { name: 'message_reads_bank_id_customer_id_fkey' })
export class MessageRead {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'message_reads_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, primaryKeyConstraintName: 'message_reads_pkey' })
  customerId!: string;

  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'message_reads_pkey' })
  messageId!: string;

  /** Null: marked as unread. */
  @Column({ type: 'timestamptz', name: 'read_at', precision: 3, nullable: true })
  readAt!: Date | null;

  /** Who said so. */
  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;
}
