import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity.js';

/**
 * A message of a bank to one of its customers (contract section 1.7).
 *
 * The primary key is also the index of every list of a customer: the messages are adjacent, in the order of their ids, which is the order of
 * creation, and are read backwards, newest first. The other index is for what a bank has sent (decision 82).
 */
@Entity('messages')
@Index('messages_bank_id_message_id_idx', ['bankId', 'messageId'])
@ForeignKey(() => Customer, ['bankId', 'customerId'], ['bankId', 'customerId'], { name: 'messages_bank_id_customer_id_fkey' })
export class Message {
  @PrimaryColumn('varchar', { name: 'bank_id', length: 44, primaryKeyConstraintName: 'messages_pkey' })
  bankId!: string;

  @PrimaryColumn('varchar', { name: 'customer_id', length: 36, primaryKeyConstraintName: 'messages_pkey' })
  customerId!: string;

  /** UUIDv7 (RFC 9562), monotonic within a process. */
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'messages_pkey' })
  messageId!: string;

  /** When it was created, by the clock: the time in the id, or earlier after the clock was set back (decision 61). */
  @Column({ type: 'timestamptz', name: 'date', precision: 3 })
  date!: Date;

  /** How it is meant to reach the customer, such as SMS; empty when created through v1.4.0. */
  @Column('varchar', { name: 'transport', length: 64, default: '' })
  transport!: string;

  @Column('varchar', { name: 'message', length: 1024 })
  message!: string;

  @Column('varchar', { name: 'from_department', length: 64 })
  fromDepartment!: string;

  @Column('varchar', { name: 'from_person', length: 64 })
  fromPerson!: string;

  /** Not a foreign key: users and consumers are never removed, and a check would cost each insert two lookups. */
  @Column('varchar', { name: 'created_by_user_id', length: 36 })
  createdByUserId!: string;

  @Column('varchar', { name: 'created_by_consumer_id', length: 36 })
  createdByConsumerId!: string;
}
