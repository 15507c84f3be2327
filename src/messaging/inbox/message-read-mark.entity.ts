import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity.js';

/** Everything up to a message was marked as read at once. Of a message the first mark that covers it holds. */
@Entity('message_read_marks')
@ForeignKey(() => Customer, ['bankId', 'customerId'], ['bankId', 'customerId'], { name: 'message_read_marks_bank_id_customer_id_fkey' })
export class MessageReadMark {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'message_read_marks_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, primaryKeyConstraintName: 'message_read_marks_pkey' })
  customerId!: string;

  /** The id of the last message that it covers. */
  @PrimaryColumn('uuid', { name: 'read_until', primaryKeyConstraintName: 'message_read_marks_pkey' })
  readUntil!: string;

  @Column({ type: 'timestamptz', name: 'read_at', precision: 3 })
  readAt!: Date;

  /** Who said so. */
  @Column('varchar', { name: 'user_id', length: 36 })
  userId!: string;
}
